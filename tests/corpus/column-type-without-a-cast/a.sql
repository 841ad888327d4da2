CREATE TABLE t (id integer, flag boolean);
