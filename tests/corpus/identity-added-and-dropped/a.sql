CREATE TABLE item (id integer NOT NULL, other bigint NOT NULL);
