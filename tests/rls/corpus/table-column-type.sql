-- A column that a condition reads gets another type: the old text means something else.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (amount > 5);
-- after
DROP POLICY p ON app.doc;
ALTER TABLE app.doc ALTER COLUMN amount TYPE numeric;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (amount > 5);
