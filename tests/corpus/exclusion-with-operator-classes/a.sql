CREATE TABLE t (id integer, during tsrange, room integer, CONSTRAINT free EXCLUDE USING gist (during WITH &&) WHERE (room > 0));
