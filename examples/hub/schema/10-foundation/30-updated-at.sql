CREATE FUNCTION hub.touch_updated_at() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    NEW.updated_at := pg_catalog.now();
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION hub.touch_updated_at() IS 'Row trigger: the server decides when a row was last changed';
REVOKE ALL ON FUNCTION hub.touch_updated_at() FROM PUBLIC;
