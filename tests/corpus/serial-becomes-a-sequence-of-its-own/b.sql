CREATE SEQUENCE numbers START 1000;
CREATE TABLE t (id integer PRIMARY KEY DEFAULT nextval('numbers'), v text);
