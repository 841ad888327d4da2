-- A policy for a role without a grant opens nothing.
-- before
-- after
CREATE POLICY p ON app.doc FOR SELECT TO staff USING (public);
