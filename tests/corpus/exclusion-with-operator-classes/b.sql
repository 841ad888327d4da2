CREATE TABLE t (id integer, during tsrange, room integer, CONSTRAINT free EXCLUDE USING gist (during WITH &&, int4range(room, room, '[]') WITH =) WHERE (room > 1) DEFERRABLE);
