-- Also when the key is only an index.
CREATE TABLE parent (id integer UNIQUE, code integer);
CREATE UNIQUE INDEX parent_code ON parent (code);
CREATE TABLE child (code integer REFERENCES parent (code), id integer REFERENCES parent (id));
