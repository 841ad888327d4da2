-- A sub-query that changes is not looked into.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
-- after
ALTER POLICY p ON app.doc USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team AND m.role = 'admin'));
