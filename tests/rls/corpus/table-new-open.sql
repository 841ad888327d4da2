-- A new table without row security is open to whom it is granted.
-- expect: widens anon SELECT app.fresh
-- before
-- after
CREATE TABLE app.fresh (id integer);
GRANT SELECT ON app.fresh TO anon;
