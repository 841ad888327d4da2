CREATE TABLE one (v varchar(10), g boolean GENERATED ALWAYS AS (v IN ('a', 'b')) STORED);
CREATE VIEW w AS SELECT g FROM one;
CREATE VIEW listed AS SELECT v FROM one WHERE v IN ('a', 'b');
CREATE VIEW above AS SELECT v FROM listed WHERE v IN ('a', 'c');
CREATE FUNCTION f(v varchar DEFAULT 'x') RETURNS boolean LANGUAGE sql IMMUTABLE RETURN v IN ('a', 'b');
CREATE VIEW called AS SELECT f(v) FROM one;
