CREATE TABLE keep (id integer PRIMARY KEY, code text);
CREATE PUBLICATION p FOR TABLE keep;
