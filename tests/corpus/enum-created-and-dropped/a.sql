CREATE TABLE job (id integer);
