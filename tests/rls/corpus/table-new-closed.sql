-- A new table with row security and no policy is closed.
-- before
-- after
CREATE TABLE app.fresh (id integer);
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON app.fresh TO anon;
