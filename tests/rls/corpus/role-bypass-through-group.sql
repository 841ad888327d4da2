-- BYPASSRLS is no right that members inherit.
-- before
CREATE TABLE app.secret (id integer);
ALTER TABLE app.secret ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON app.secret TO carol;
ALTER ROLE keeper BYPASSRLS;
-- after
GRANT keeper TO carol;
