CREATE TABLE doc (id integer, owner integer);
CREATE FUNCTION may(doc integer, owner integer) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON doc FOR SELECT USING (may(id, owner));
CREATE POLICY write ON doc AS RESTRICTIVE FOR UPDATE USING (may(id, owner)) WITH CHECK (may(id, owner));
COMMENT ON POLICY read ON doc IS 'kept';
