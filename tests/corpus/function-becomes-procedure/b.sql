CREATE PROCEDURE run(x integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
COMMENT ON PROCEDURE run(integer) IS 'does it';
