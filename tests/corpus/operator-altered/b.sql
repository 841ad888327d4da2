CREATE SCHEMA app;
CREATE FUNCTION app.same(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT lower(a) = lower(b) $$;
CREATE FUNCTION app.same2(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT upper(a) = upper(b) $$;
CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = text, RESTRICT = neqsel);
CREATE OPERATOR app.==== (FUNCTION = app.same2, LEFTARG = text, RIGHTARG = text, COMMUTATOR = OPERATOR(app.====));
COMMENT ON OPERATOR app.==== (text, text) IS 'stays';
CREATE VIEW app.v AS SELECT 'a' OPERATOR(app.====) 'b' AS c;
