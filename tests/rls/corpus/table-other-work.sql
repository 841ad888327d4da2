-- Indexes, defaults and constraints are no access.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (public);
-- after
CREATE INDEX doc_owner ON app.doc (owner);
ALTER TABLE app.doc ALTER COLUMN status SET DEFAULT 'a';
ALTER TABLE app.doc ADD CHECK (amount < 1000000);
