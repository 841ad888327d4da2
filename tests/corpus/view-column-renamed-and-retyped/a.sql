CREATE TABLE one (a integer, b varchar(10));
CREATE VIEW v AS SELECT a AS id, b FROM one;
CREATE VIEW w AS SELECT a::integer AS n FROM one;
