CREATE SCHEMA app;
CREATE OPERATOR CLASS app.backwards FOR TYPE integer USING btree AS
    OPERATOR 1 >, OPERATOR 3 =, OPERATOR 5 <, FUNCTION 1 btint4cmp(integer, integer);
COMMENT ON OPERATOR CLASS app.backwards USING btree IS 'stays';
CREATE TABLE app.t (a integer);
CREATE INDEX i ON app.t (a app.backwards);
