CREATE TABLE one (a integer, b varchar(10));
CREATE VIEW v AS SELECT a AS number, b FROM one;
CREATE VIEW w AS SELECT a::text COLLATE "C" AS n FROM one;
