-- As dumps were until PostgreSQL 10, with what migration tools put behind them.
SET default_with_oids = false;
CREATE SCHEMA stock;
CREATE SCHEMA "Sales";

SET search_path = "Sales", pg_catalog;

CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    one item%ROWTYPE;
BEGIN
    RETURN (SELECT count(*) FROM item);
END $$;

CREATE TABLE item (
    id integer NOT NULL
);

SET search_path = stock, "Sales";

CREATE TABLE item (
    id integer NOT NULL,
    sold bigint DEFAULT total()
);

SET search_path = public, pg_catalog;

CREATE TABLE schema_migrations (
    version text NOT NULL
);

SET search_path = "Sales", pg_catalog;

ALTER TABLE ONLY item
    ADD CONSTRAINT item_pkey PRIMARY KEY (id);

SET search_path = stock, pg_catalog;

CREATE INDEX item_sold ON item USING btree (sold);

SET search_path TO "$user", public;

INSERT INTO schema_migrations (version) VALUES
('1'),
('2');
