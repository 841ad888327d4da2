CREATE TABLE parent (id integer PRIMARY KEY);
CREATE TABLE child (parent integer CONSTRAINT f REFERENCES parent);
