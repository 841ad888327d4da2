CREATE SCHEMA app;
CREATE FUNCTION app.seen() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no DDL while I am there'; END $$;
CREATE FUNCTION app.gone() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE EVENT TRIGGER gone ON ddl_command_end EXECUTE FUNCTION app.gone();
COMMENT ON EVENT TRIGGER gone IS 'goes';
