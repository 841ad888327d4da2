-- Row security without a policy on a table that everybody reads.
-- expect: narrows anon SELECT app.version
-- before
CREATE TABLE app.version (id integer, v text, breaks boolean);
GRANT SELECT ON app.version TO anon;
-- after
ALTER TABLE app.version ENABLE ROW LEVEL SECURITY;
