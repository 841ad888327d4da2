CREATE SCHEMA login;
CREATE TABLE login.person (id uuid PRIMARY KEY, email text);
ALTER TABLE login.person ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION login.theirs() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER theirs BEFORE UPDATE ON login.person FOR EACH ROW EXECUTE FUNCTION login.theirs();
CREATE POLICY theirs ON login.person FOR DELETE USING (false);
