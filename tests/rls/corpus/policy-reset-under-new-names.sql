-- All policies dropped and made again under other names: nothing changes.
-- before
CREATE POLICY "Members see" ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY "Members see more" ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
CREATE POLICY "Members add" ON app.doc FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
CREATE POLICY "Members edit" ON app.doc FOR UPDATE TO authenticated USING (owner = auth.uid());
CREATE POLICY "Members remove" ON app.doc FOR DELETE TO authenticated USING (owner = auth.uid());
-- after
DROP POLICY "Members see" ON app.doc;
DROP POLICY "Members see more" ON app.doc;
DROP POLICY "Members add" ON app.doc;
DROP POLICY "Members edit" ON app.doc;
DROP POLICY "Members remove" ON app.doc;
CREATE POLICY "Collaborators see" ON app.doc FOR SELECT TO authenticated USING (public);
CREATE POLICY "Collaborators see more" ON app.doc FOR SELECT TO authenticated USING (app.is_member(auth.uid(), team));
CREATE POLICY "Collaborators add" ON app.doc FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
CREATE POLICY "Collaborators edit" ON app.doc FOR UPDATE TO authenticated USING (owner = auth.uid());
CREATE POLICY "Collaborators remove" ON app.doc FOR DELETE TO authenticated USING (owner = auth.uid());
