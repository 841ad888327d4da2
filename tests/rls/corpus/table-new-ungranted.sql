-- A new table that nobody is granted is closed.
-- before
-- after
CREATE TABLE app.fresh (id integer);
