-- FOR ALL with a check alone lets nothing be read, only inserted.
-- expect: widens authenticated INSERT app.doc
-- before
-- after
CREATE POLICY p ON app.doc TO authenticated WITH CHECK (owner = auth.uid());
