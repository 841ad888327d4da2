CREATE SCHEMA app;
CREATE FUNCTION app.same(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT lower(a) = lower(b) $$;
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = text, RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE OPERATOR app.==== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = text);
COMMENT ON OPERATOR app.==== (text, text) IS 'stays';
CREATE VIEW app.v AS SELECT 'a' OPERATOR(app.====) 'b' AS c;
