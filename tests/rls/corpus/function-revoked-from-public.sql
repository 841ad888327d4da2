-- EXECUTE is taken from everybody and given to one.
-- expect: narrows PUBLIC EXECUTE app.all_docs()
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
CREATE FUNCTION app.all_docs() RETURNS SETOF app.doc LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT * FROM app.doc $$;
-- after
REVOKE EXECUTE ON FUNCTION app.all_docs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.all_docs() TO authenticated;
