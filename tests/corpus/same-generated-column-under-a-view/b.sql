CREATE TABLE one (v varchar(10), g boolean GENERATED ALWAYS AS (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))) STORED);
CREATE VIEW w AS SELECT g FROM one;
CREATE VIEW listed AS SELECT one.v FROM one WHERE ((one.v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]));
CREATE VIEW above AS SELECT listed.v FROM listed WHERE ((listed.v)::text = ANY ((ARRAY['a'::character varying, 'c'::character varying])::text[]));
CREATE FUNCTION f(v varchar DEFAULT 'x'::character varying) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN ((f.v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]));
CREATE VIEW called AS SELECT f(one.v) AS f FROM one;
