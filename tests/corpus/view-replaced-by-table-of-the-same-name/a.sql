CREATE TABLE source (a integer);
CREATE VIEW thing AS SELECT a FROM source;
CREATE VIEW reader AS SELECT a FROM thing;
CREATE TYPE kind AS ENUM ('x');
CREATE INDEX slot ON source (a);
