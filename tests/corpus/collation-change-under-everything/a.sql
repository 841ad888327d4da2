CREATE TABLE one (a text COLLATE "C", CONSTRAINT sorted CHECK (a > 'a'));
CREATE INDEX one_a ON one (a);
CREATE VIEW v AS SELECT a FROM one ORDER BY a;
CREATE TABLE two (a text COLLATE "C", CONSTRAINT two_a UNIQUE (a));
CREATE TABLE three (a text COLLATE "C" REFERENCES two (a));
