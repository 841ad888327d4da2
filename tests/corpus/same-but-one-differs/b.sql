CREATE TABLE one (v varchar(10), n integer, CONSTRAINT kept CHECK (v IN ('a', 'b')), CONSTRAINT changed CHECK (n IN (1, 2, 3)));
CREATE VIEW w AS SELECT v FROM one WHERE v IN ('a', 'b');
