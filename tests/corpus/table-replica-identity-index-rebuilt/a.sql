CREATE TABLE one (id integer NOT NULL, code integer NOT NULL);
CREATE UNIQUE INDEX one_key ON one (id);
ALTER TABLE one REPLICA IDENTITY USING INDEX one_key;
