-- The restriction needs the key (its query is grouped by it), and the key is made in a transaction of its own.
CREATE TABLE team (id integer NOT NULL CONSTRAINT team_key PRIMARY KEY, name text);
CREATE TABLE doc (id integer PRIMARY KEY, team integer, v text);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON doc FOR SELECT TO corpus_reader USING (true);
CREATE POLICY one_team ON doc AS RESTRICTIVE FOR SELECT TO corpus_reader
    USING (team IN (SELECT t.id FROM team t GROUP BY t.id HAVING t.name = 'mine'));
GRANT SELECT ON doc TO corpus_reader;
