-- A volatile condition that stays the same.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (random() < 0.5);
-- after
ALTER POLICY p ON app.doc USING (random() < 0.5);
