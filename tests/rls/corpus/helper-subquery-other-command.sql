-- A sub-query reads: a DELETE policy of what it reads is nothing to it.
-- expect: widens authenticated DELETE app.member
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
CREATE POLICY m ON app.member FOR SELECT TO authenticated USING (true);
-- after
CREATE POLICY d ON app.member FOR DELETE TO authenticated USING (true);
