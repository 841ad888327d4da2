CREATE TABLE a (id integer NOT NULL, CHECK (id > 0));
CREATE TABLE b (name text DEFAULT 'b');
CREATE TABLE c (own integer) INHERITS (a, b);
CREATE INDEX ON c (own);
