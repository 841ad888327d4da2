CREATE TABLE one (id integer, new_price integer, CONSTRAINT price CHECK (new_price > 0));
CREATE INDEX one_price ON one (new_price);
