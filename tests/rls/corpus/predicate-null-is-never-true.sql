-- NULL lets nothing pass, nor does NOT NULL.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (NULL::boolean);
-- after
ALTER POLICY p ON app.doc USING (NOT NULL::boolean);
