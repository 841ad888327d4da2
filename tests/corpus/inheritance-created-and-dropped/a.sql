CREATE SCHEMA app;
CREATE TABLE app.base (id integer NOT NULL, note text DEFAULT 'n', CONSTRAINT positive CHECK (id > 0));
