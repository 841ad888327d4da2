-- a >= b is b <= a.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (amount >= 5);
-- after
ALTER POLICY p ON app.doc USING (5 <= amount);
