CREATE TYPE state AS ENUM ('x', 'y');
CREATE TABLE job (state state);
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT s = ''x''';
CREATE VIEW open_job AS SELECT state FROM job WHERE is_open(state);
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON job USING (is_open(state));
