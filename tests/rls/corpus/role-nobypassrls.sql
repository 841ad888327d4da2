-- Without BYPASSRLS policies bind.
-- expect: narrows service SELECT,INSERT,UPDATE,DELETE app.doc
-- expect: narrows service SELECT,INSERT,UPDATE,DELETE app.member
-- expect: narrows service SELECT,INSERT,UPDATE,DELETE app.note
-- before
-- after
ALTER ROLE service NOBYPASSRLS;
