CREATE TABLE one (a integer PRIMARY KEY, b integer NOT NULL);
CREATE TABLE two (a integer, b integer NOT NULL);
CREATE TABLE three (a integer NOT NULL, b integer NOT NULL, CONSTRAINT three_key PRIMARY KEY (b, a));
CREATE TABLE four (a integer PRIMARY KEY DEFERRABLE);
