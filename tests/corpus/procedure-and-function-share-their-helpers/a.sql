CREATE FUNCTION a(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN b(n - 1); END $$;
CREATE FUNCTION b(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN n > 0 THEN a(n) ELSE 0 END; END $$;
CREATE PROCEDURE run(INOUT n integer) LANGUAGE plpgsql AS $$ BEGIN n := a(n); END $$;
CREATE TABLE t (x integer DEFAULT a(3));
