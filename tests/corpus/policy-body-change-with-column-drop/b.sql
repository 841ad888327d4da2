-- The new body lets go of the column before it is dropped; the policy stays.
CREATE TABLE team (id integer, owner integer);
CREATE FUNCTION owns(team integer) RETURNS boolean LANGUAGE sql STABLE BEGIN ATOMIC; SELECT EXISTS (SELECT FROM team t WHERE t.id = team AND t.owner = 1); END;
ALTER TABLE team ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON team USING (owns(id));
