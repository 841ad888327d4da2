-- All that stands on the view comes back with its options, grants, triggers, defaults and comments.
CREATE TABLE one (a integer, b text);
CREATE VIEW v AS SELECT b, a FROM one;
CREATE VIEW above WITH (security_barrier=true) AS SELECT a FROM v;
CREATE VIEW top AS SELECT count(*) FROM above;
CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER instead INSTEAD OF INSERT ON above FOR EACH ROW EXECUTE FUNCTION changed();
GRANT SELECT ON above TO corpus_reader;
GRANT UPDATE (a) ON v TO corpus_reader;
COMMENT ON VIEW top IS 'count';
COMMENT ON COLUMN above.a IS 'column';
ALTER VIEW above ALTER COLUMN a SET DEFAULT 4;
