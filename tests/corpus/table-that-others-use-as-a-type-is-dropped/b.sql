CREATE TABLE holder (id integer);
