-- REFERENCES is not bound by row security.
-- expect: widens authenticated REFERENCES app.doc
-- before
-- after
GRANT REFERENCES ON app.doc TO authenticated;
