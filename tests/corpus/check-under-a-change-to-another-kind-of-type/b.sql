-- The old expressions do not work with the new type, so they go first.
CREATE TABLE one (a integer, b integer, CONSTRAINT c CHECK (a > 0), CONSTRAINT d CHECK (a > b));
CREATE INDEX i ON one (a);
CREATE INDEX j ON one (abs(a));
CREATE INDEX k ON one (b) WHERE a > 5;
CREATE UNIQUE INDEX u ON one (a);
