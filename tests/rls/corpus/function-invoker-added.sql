-- One that runs with its caller's rights is none.
-- before
GRANT USAGE ON SCHEMA app TO PUBLIC;
-- after
CREATE FUNCTION app.all_docs() RETURNS SETOF app.doc LANGUAGE sql STABLE SET search_path = '' AS $$ SELECT * FROM app.doc $$;
