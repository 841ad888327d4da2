CREATE SEQUENCE one_id_seq;
CREATE TABLE one (id integer NOT NULL, note text);
