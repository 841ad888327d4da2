-- On the way the two types cannot be compared: the key has to be off meanwhile.
CREATE TABLE parent (id text PRIMARY KEY);
CREATE TABLE child (parent text CONSTRAINT f REFERENCES parent);
