CREATE TABLE new (id integer PRIMARY KEY, name text);
CREATE TABLE child (id integer PRIMARY KEY, parent integer, CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES new);
