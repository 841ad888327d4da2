-- Each alternative gets one condition more.
-- expect: narrows authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public OR locked);
-- after
ALTER POLICY p ON app.doc USING ((public AND team = 1) OR (locked AND team = 2));
