-- A helper whose parsed body calls a renamed one is the same helper.
-- before
CREATE FUNCTION app.one(i integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN i = 1;
CREATE FUNCTION app.two(i integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN app.one(i);
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (app.two(team));
-- after
ALTER FUNCTION app.one(integer) RENAME TO uno;
