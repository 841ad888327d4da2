-- One name space for tables, views, indexes, sequences and the types of rows.
CREATE TABLE source (a integer);
CREATE TABLE thing (a integer);
CREATE VIEW reader AS SELECT a FROM thing;
CREATE TABLE kind (a integer);
CREATE SEQUENCE slot;
