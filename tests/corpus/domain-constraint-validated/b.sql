CREATE SCHEMA app;
CREATE DOMAIN app.amount AS numeric CONSTRAINT positive CHECK (VALUE > 0);
