CREATE TABLE t (id serial, a text, b text);
GRANT SELECT, TRIGGER ON t TO corpus_one;
GRANT SELECT (a, b) ON t TO "corpus Two";
GRANT UPDATE ON SEQUENCE t_id_seq TO "corpus Two";
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t TO "corpus Two" USING (true);
