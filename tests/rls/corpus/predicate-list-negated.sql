-- NOT IN is the negation of IN.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NOT (status IN ('a', 'b')));
-- after
ALTER POLICY p ON app.doc USING (status NOT IN ('b', 'a'));
