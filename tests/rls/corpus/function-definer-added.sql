-- A SECURITY DEFINER function that everybody may call is a new way.
-- expect: widens PUBLIC EXECUTE app.all_docs()
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
-- after
CREATE FUNCTION app.all_docs() RETURNS SETOF app.doc LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$ SELECT * FROM app.doc $$;
