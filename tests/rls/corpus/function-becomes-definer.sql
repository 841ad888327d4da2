-- A function gets its owner's rights.
-- expect: widens PUBLIC EXECUTE app.all_docs()
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
CREATE FUNCTION app.all_docs() RETURNS SETOF app.doc LANGUAGE sql STABLE SET search_path = '' AS $$ SELECT * FROM app.doc $$;
-- after
ALTER FUNCTION app.all_docs() SECURITY DEFINER;
