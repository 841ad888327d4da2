CREATE TABLE source (a integer);
CREATE VIEW thing AS SELECT a FROM source;
CREATE VIEW on_top AS SELECT a FROM thing;
