CREATE FUNCTION run(x integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
COMMENT ON FUNCTION run(integer) IS 'does it';
GRANT EXECUTE ON FUNCTION run(integer) TO PUBLIC;
