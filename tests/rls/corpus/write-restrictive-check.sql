-- A restrictive check on INSERT.
-- expect: narrows authenticated INSERT app.doc
-- before
CREATE POLICY p ON app.doc FOR INSERT TO authenticated WITH CHECK (true);
-- after
CREATE POLICY r ON app.doc AS RESTRICTIVE FOR INSERT TO authenticated WITH CHECK (kind <> 'secret');
