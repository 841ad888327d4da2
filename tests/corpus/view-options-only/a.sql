CREATE TABLE one (a integer);
CREATE VIEW v WITH (security_invoker=false) AS SELECT a FROM one;
CREATE VIEW w AS SELECT a FROM one;
CREATE VIEW x WITH (check_option=cascaded) AS SELECT a FROM one;
