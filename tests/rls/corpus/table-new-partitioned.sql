-- A new table with new partitions has new rows only.
-- expect: new authenticated SELECT app.fresh
-- before
-- after
CREATE TABLE app.fresh (id integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE app.fresh_1 PARTITION OF app.fresh DEFAULT;
ALTER TABLE app.fresh ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON app.fresh FOR SELECT TO authenticated USING (id > 1);
GRANT SELECT ON app.fresh TO authenticated;
