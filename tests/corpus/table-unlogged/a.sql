CREATE TABLE cache (id integer PRIMARY KEY, body text);
CREATE UNLOGGED TABLE quick (id serial, body text);
