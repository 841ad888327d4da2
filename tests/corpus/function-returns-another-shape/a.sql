CREATE FUNCTION f(a integer) RETURNS TABLE (x integer, y text) LANGUAGE sql AS $$ SELECT 1, 'a' $$;
CREATE FUNCTION g(a integer, OUT b integer) LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION h(a integer DEFAULT 3, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION k(VARIADIC a integer[]) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE VIEW v AS SELECT x FROM f(1);
CREATE VIEW w AS SELECT h() AS h, k(1, 2) AS k;
