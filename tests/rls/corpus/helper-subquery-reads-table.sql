-- So is a sub-query in a policy.
-- expect: unproven authenticated SELECT app.doc
-- expect: widens authenticated SELECT app.member
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
-- after
CREATE POLICY m ON app.member FOR SELECT TO authenticated USING (true);
