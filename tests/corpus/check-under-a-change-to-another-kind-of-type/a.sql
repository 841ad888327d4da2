CREATE TABLE one (a text, b integer, CONSTRAINT c CHECK (a <> ''), CONSTRAINT d CHECK (length(a) > b));
CREATE INDEX i ON one (a text_pattern_ops);
CREATE INDEX j ON one (lower(a));
CREATE INDEX k ON one (b) WHERE a LIKE 'x%';
CREATE UNIQUE INDEX u ON one (a);
