CREATE TABLE one (a integer PRIMARY KEY, b integer NOT NULL, CONSTRAINT fine CHECK (b > 0), CONSTRAINT u UNIQUE (b));
CREATE TABLE two (a integer REFERENCES one);
CREATE INDEX added ON two (a);
