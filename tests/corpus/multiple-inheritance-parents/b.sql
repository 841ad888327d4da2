CREATE TABLE a (id integer NOT NULL, more text, CHECK (id > 0));
CREATE TABLE b (name text DEFAULT 'bb', CONSTRAINT named CHECK (name <> ''));
CREATE TABLE c (own bigint) INHERITS (a, b);
CREATE INDEX ON c (own);
