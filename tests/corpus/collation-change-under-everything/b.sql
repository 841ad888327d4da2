CREATE TABLE one (a text, CONSTRAINT sorted CHECK (a > 'a'));
CREATE INDEX one_a ON one (a);
CREATE VIEW v AS SELECT a FROM one ORDER BY a;
CREATE TABLE two (a text, CONSTRAINT two_a UNIQUE (a));
CREATE TABLE three (a text REFERENCES two (a));
