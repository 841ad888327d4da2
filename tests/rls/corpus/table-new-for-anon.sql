-- Requests without a login are always worth a look.
-- expect: widens anon SELECT app.fresh
-- before
-- after
CREATE TABLE app.fresh (id integer, open boolean);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.fresh FOR SELECT TO anon USING (open);
GRANT SELECT ON app.fresh TO anon;
