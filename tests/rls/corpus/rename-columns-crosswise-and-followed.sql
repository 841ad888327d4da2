-- Two columns exchange their names, the policy follows and gets one condition more.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
ALTER TABLE app.doc RENAME COLUMN public TO x;
ALTER TABLE app.doc RENAME COLUMN locked TO public;
ALTER TABLE app.doc RENAME COLUMN x TO locked;
ALTER POLICY p ON app.doc USING (locked AND team = 1);
