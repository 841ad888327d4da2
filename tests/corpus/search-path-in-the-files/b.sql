BEGIN;

CREATE SCHEMA stock;
CREATE SCHEMA "Sales";

SET search_path TO stock;

CREATE TABLE item (
    id integer NOT NULL,
    sold integer
);

CREATE VIEW seen AS SELECT * FROM item;

RESET search_path;

CREATE TABLE "Sales".item (
    id bigint NOT NULL
);

CREATE TABLE schema_migrations (
    version text NOT NULL
);

INSERT INTO schema_migrations (version) VALUES ('3');

COMMIT;
