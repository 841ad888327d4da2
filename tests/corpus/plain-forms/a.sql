CREATE TABLE one (a integer PRIMARY KEY, b integer);
CREATE TABLE two (a integer);
CREATE INDEX gone ON one (b);
