-- An operator's function that changes.
-- expect: unproven authenticated SELECT app.doc
-- before
CREATE FUNCTION app.near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT abs($1 - $2) < 2 $$;
CREATE OPERATOR app.~~~ (FUNCTION = app.near, LEFTARG = integer, RIGHTARG = integer);
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (team OPERATOR(app.~~~) 2);
-- after
CREATE OR REPLACE FUNCTION app.near(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT abs($1 - $2) < 5 $$;
