-- Two columns exchange their names: the old text means something else now.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER TABLE app.doc RENAME COLUMN public TO x;
ALTER TABLE app.doc RENAME COLUMN locked TO public;
ALTER TABLE app.doc RENAME COLUMN x TO locked;
DROP POLICY p ON app.doc;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
