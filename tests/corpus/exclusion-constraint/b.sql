CREATE EXTENSION btree_gist;
CREATE TABLE booking (room integer, during tsrange, state text);
ALTER TABLE booking ADD CONSTRAINT changed EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (state <> 'void');
ALTER TABLE booking ADD CONSTRAINT added EXCLUDE USING gist (room WITH =, during WITH -|-) WITH (fillfactor=60) DEFERRABLE;
