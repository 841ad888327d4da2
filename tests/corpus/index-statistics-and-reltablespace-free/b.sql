CREATE TABLE one (a integer, b text);
CREATE INDEX i ON one (lower(b), (a + 1));
ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 20;
