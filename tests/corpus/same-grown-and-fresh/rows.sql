-- A table that has lived: dropped columns, other numbers and another order.
ALTER TABLE one ADD COLUMN gone integer;
ALTER TABLE one DROP COLUMN a CASCADE;
ALTER TABLE one DROP COLUMN gone;
ALTER TABLE one ADD COLUMN a integer, ADD CONSTRAINT one_key UNIQUE (c, a);
CREATE INDEX one_b ON one (b, c) INCLUDE (a);
CREATE TRIGGER t BEFORE UPDATE OF a, c ON one FOR EACH ROW EXECUTE FUNCTION act();
CREATE POLICY p ON one USING (a > 0);
