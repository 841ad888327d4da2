-- What opened now restricts.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY a ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY b ON app.doc FOR SELECT TO authenticated USING (true);
-- after
DROP POLICY a ON app.doc;
CREATE POLICY a ON app.doc AS RESTRICTIVE FOR SELECT TO authenticated USING (public);
