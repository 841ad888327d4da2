-- The table's default calls a function that takes the table's rows.
CREATE TABLE kept (id integer);
CREATE TABLE item (id integer);
CREATE FUNCTION cost(i item) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT i.id';
CREATE FUNCTION first_cost() RETURNS integer LANGUAGE sql STABLE BEGIN ATOMIC; SELECT cost(item) FROM item LIMIT 1; END;
ALTER TABLE item ADD COLUMN price integer DEFAULT first_cost();
ALTER TABLE item ADD CONSTRAINT price_fine CHECK (cost(item) < 1000);
CREATE INDEX item_cost ON item (cost(item));
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON item USING (price = first_cost());
