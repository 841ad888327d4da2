-- What is gone cannot be read.
-- expect: narrows authenticated SELECT app.note
-- expect: narrows service SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER app.note
-- before
CREATE POLICY p ON app.note FOR SELECT TO authenticated USING (true);
-- after
DROP TABLE app.note;
