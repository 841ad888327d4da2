-- FORCE without ENABLE has no effect.
-- before
ALTER TABLE app.doc DISABLE ROW LEVEL SECURITY;
-- after
ALTER TABLE app.doc FORCE ROW LEVEL SECURITY;
