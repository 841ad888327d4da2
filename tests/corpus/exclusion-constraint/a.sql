CREATE EXTENSION btree_gist;
CREATE TABLE booking (room integer, during tsrange, state text);
ALTER TABLE booking ADD CONSTRAINT gone EXCLUDE USING gist (during WITH &&);
ALTER TABLE booking ADD CONSTRAINT changed EXCLUDE USING gist (room WITH =, during WITH &&);
