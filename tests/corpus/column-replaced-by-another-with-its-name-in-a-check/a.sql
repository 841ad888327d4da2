CREATE TABLE one (id integer, old_price integer, CONSTRAINT price CHECK (old_price > 0));
CREATE INDEX one_price ON one (old_price);
