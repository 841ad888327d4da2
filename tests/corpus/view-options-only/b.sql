CREATE TABLE one (a integer);
CREATE VIEW v WITH (security_invoker=true) AS SELECT a FROM one;
CREATE VIEW w WITH (check_option=local, security_barrier=true) AS SELECT a FROM one;
CREATE VIEW x AS SELECT a FROM one;
