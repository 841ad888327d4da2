CREATE UNLOGGED TABLE cache (id integer PRIMARY KEY, body text);
CREATE TABLE quick (id serial, body text);
