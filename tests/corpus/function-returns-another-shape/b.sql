CREATE FUNCTION f(a integer) RETURNS TABLE (x integer, y text, z date) LANGUAGE sql AS $$ SELECT 1, 'a', now()::date $$;
CREATE FUNCTION g(a integer, OUT b integer, OUT c text) LANGUAGE sql AS $$ SELECT 1, 'c' $$;
CREATE FUNCTION h(a integer DEFAULT 4, c text DEFAULT 'x') RETURNS integer LANGUAGE sql AS $$ SELECT 2 $$;
CREATE FUNCTION k(VARIADIC a integer[]) RETURNS bigint LANGUAGE sql AS $$ SELECT 1::bigint $$;
CREATE VIEW v AS SELECT x FROM f(1);
CREATE VIEW w AS SELECT h() AS h, k(1, 2) AS k;
