-- A grant on a table with row security and no policy opens no row.
-- before
-- after
GRANT SELECT ON app.member TO anon;
