-- A sub-query that stays the same.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
-- after
ALTER POLICY p ON app.doc USING (public OR EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
