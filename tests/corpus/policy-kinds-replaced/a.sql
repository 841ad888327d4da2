CREATE TABLE t (id integer, owner text, open boolean);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON t USING (owner = current_user) WITH CHECK (owner = current_user);
CREATE POLICY narrow ON t AS PERMISSIVE FOR SELECT USING (open);
CREATE POLICY limits ON t AS RESTRICTIVE FOR UPDATE USING (id > 0);
CREATE POLICY put ON t FOR INSERT WITH CHECK (id > 1);
COMMENT ON POLICY narrow ON t IS 'what is open';
