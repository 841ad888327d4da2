CREATE TABLE team (id integer NOT NULL, owner integer);
CREATE TABLE doc (id integer, team integer);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON doc USING (team > 0);
CREATE VIEW v AS SELECT id FROM doc;
CREATE VIEW w AS SELECT id FROM v;
