-- Names sort against their order.
CREATE TABLE one (a integer);
CREATE VIEW z AS SELECT a FROM one;
CREATE VIEW y AS SELECT a FROM z;
CREATE VIEW x AS SELECT a FROM y UNION SELECT a FROM z;
CREATE VIEW a AS SELECT x.a FROM x, y;
