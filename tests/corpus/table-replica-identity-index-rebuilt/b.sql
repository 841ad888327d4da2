-- The mark goes with the index and has to be set again.
CREATE TABLE one (id integer NOT NULL, code integer NOT NULL);
CREATE UNIQUE INDEX one_key ON one (code);
ALTER TABLE one REPLICA IDENTITY USING INDEX one_key;
