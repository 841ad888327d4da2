CREATE TABLE parent (id integer, code integer);
CREATE TABLE child (code integer);
