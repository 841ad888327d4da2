-- Constraints on tables with rows are added without a scan under a lock, then validated.
CREATE TABLE two (a integer PRIMARY KEY);
CREATE TABLE one (a integer NOT NULL, b integer CONSTRAINT b_two REFERENCES two, CONSTRAINT b_fine CHECK (b > 0), CONSTRAINT u UNIQUE (a));
CREATE INDEX one_b ON one (b);
