CREATE TABLE old (id integer PRIMARY KEY);
CREATE TABLE child (id integer PRIMARY KEY, parent integer, CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES old);
