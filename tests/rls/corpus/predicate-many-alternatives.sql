-- Twelve alternatives, one more.
-- expect: widens authenticated SELECT app.doc
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (amount = 0 OR amount = 1 OR amount = 2 OR amount = 3 OR amount = 4 OR amount = 5 OR amount = 6 OR amount = 7 OR amount = 8 OR amount = 9 OR amount = 10 OR amount = 11);
-- after
ALTER POLICY p ON app.doc USING (amount = 0 OR amount = 1 OR amount = 2 OR amount = 3 OR amount = 4 OR amount = 5 OR amount = 6 OR amount = 7 OR amount = 8 OR amount = 9 OR amount = 10 OR amount = 11 OR amount = 12);
