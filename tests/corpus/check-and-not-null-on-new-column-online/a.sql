CREATE TABLE one (a integer, b integer);
CREATE TABLE two (a integer PRIMARY KEY);
