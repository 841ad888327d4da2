CREATE TABLE one (a integer NOT NULL, b integer NOT NULL);
CREATE TABLE two (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE three (a integer NOT NULL, b integer NOT NULL, CONSTRAINT three_key PRIMARY KEY (a));
CREATE TABLE four (a integer CONSTRAINT four_key PRIMARY KEY);
