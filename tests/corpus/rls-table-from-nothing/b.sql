CREATE TABLE kept (id integer);
CREATE TABLE profile (id uuid PRIMARY KEY DEFAULT auth.uid() REFERENCES auth.users ON DELETE CASCADE, name text);
ALTER TABLE profile ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION is_me(who uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS 'SELECT who = auth.uid()';
REVOKE ALL ON FUNCTION is_me(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_me(uuid) TO corpus_reader;
CREATE POLICY own ON profile FOR ALL TO corpus_reader USING (is_me(id)) WITH CHECK (is_me(id));
GRANT SELECT, UPDATE (name) ON profile TO corpus_reader;
CREATE FUNCTION on_user() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
