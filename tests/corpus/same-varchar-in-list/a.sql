-- As an author writes it; b is what pg_dump makes of it.
CREATE TABLE one (v varchar(10), c char(3), n numeric, CONSTRAINT listed CHECK (v IN ('a', 'b')));
CREATE INDEX one_v ON one (v) WHERE v IN ('x', 'y');
ALTER TABLE one ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON one USING (v IN ('q', 'r')) WITH CHECK (v NOT IN ('s', 't'));
CREATE VIEW w AS SELECT v FROM one WHERE v IN ('k', 'l') AND c IN ('m', 'n');
CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE INSERT ON one FOR EACH ROW WHEN (NEW.v IN ('c', 'd')) EXECUTE FUNCTION act();
CREATE FUNCTION atomic() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC; SELECT count(*) FROM one WHERE v IN ('e', 'f'); END;
