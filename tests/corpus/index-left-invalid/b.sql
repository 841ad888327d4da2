CREATE TABLE one (a integer);
CREATE UNIQUE INDEX one_a ON one (a);
COMMENT ON INDEX one_a IS 'made again';
