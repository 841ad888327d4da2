-- A parsed body that changes.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE FUNCTION app.one(i integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN i = 1;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.one(team));
-- after
CREATE OR REPLACE FUNCTION app.one(i integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN i = 2;
