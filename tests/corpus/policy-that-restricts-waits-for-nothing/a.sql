CREATE TABLE team (id integer NOT NULL, name text);
CREATE TABLE doc (id integer PRIMARY KEY, team integer, v text);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
