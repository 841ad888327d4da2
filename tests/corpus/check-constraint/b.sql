CREATE TABLE one (a integer, b integer, c text, CHECK (length(c) < 100 OR c IS NULL));
ALTER TABLE one ADD CONSTRAINT kept CHECK (a > 0);
ALTER TABLE one ADD CONSTRAINT changed CHECK (b > 0 AND b < 1000);
ALTER TABLE one ADD CONSTRAINT added CHECK (a < b) NO INHERIT;
COMMENT ON CONSTRAINT added ON one IS 'in order';
