-- A table is renamed, and a policy with a sub-query gets one condition more.
-- expect: narrows authenticated SELECT app.document
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (EXISTS (SELECT FROM app.member m WHERE m.team = doc.team));
-- after
ALTER TABLE app.doc RENAME TO document;
ALTER POLICY p ON app.document USING (EXISTS (SELECT FROM app.member m WHERE m.team = document.team) AND public);
