-- The old signature must be gone, else calls with one argument are ambiguous.
CREATE FUNCTION who(n integer, m integer DEFAULT 0) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n + m';
CREATE TABLE one (
    a integer DEFAULT who(1),
    b integer CONSTRAINT b_fine CHECK (who(b) > 0),
    c integer GENERATED ALWAYS AS (who(a)) STORED
);
CREATE INDEX one_who ON one (who(a));
CREATE INDEX one_part ON one (b) WHERE who(b) > 5;
CREATE VIEW v AS SELECT who(a) AS w FROM one;
ALTER TABLE one ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON one USING (who(a) = 1) WITH CHECK (who(b) = 2);
CREATE FUNCTION on_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE INSERT ON one FOR EACH ROW WHEN (who(NEW.a) > 0) EXECUTE FUNCTION on_change();
CREATE FUNCTION outer_one() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC; SELECT who(3); END;
