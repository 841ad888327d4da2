CREATE SCHEMA app;
CREATE DOMAIN app.amount AS numeric DEFAULT 1 CONSTRAINT positive CHECK (VALUE > 0);
CREATE TABLE app.t (a app.amount);
REVOKE USAGE ON DOMAIN app.amount FROM PUBLIC;
COMMENT ON DOMAIN app.amount IS 'before';
