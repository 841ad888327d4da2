-- The same as a partition: an heir's rows are its parent's.
-- expect: widens authenticated SELECT,DELETE app.event
-- before
CREATE TABLE app.event (id integer);
CREATE TABLE app.old (id integer);
GRANT SELECT, DELETE ON app.event TO authenticated;
-- after
ALTER TABLE app.old INHERIT app.event;
