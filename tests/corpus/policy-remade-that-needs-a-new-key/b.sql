-- A key that is built beside the table would open a gap between the policy's drop and its creation.
CREATE TABLE team (id integer NOT NULL PRIMARY KEY, owner integer);
CREATE TABLE doc (id integer, team integer);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON doc AS RESTRICTIVE USING (team IN (SELECT t.id FROM team t GROUP BY t.id HAVING t.owner > 0));
CREATE VIEW v AS SELECT team.owner, doc.id FROM team JOIN doc ON doc.team = team.id GROUP BY team.id, doc.id;
CREATE VIEW w AS SELECT id FROM v;
