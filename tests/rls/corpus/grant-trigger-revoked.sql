-- TRIGGER is taken away.
-- expect: narrows service TRIGGER app.doc
-- before
-- after
REVOKE TRIGGER ON app.doc FROM service;
