CREATE TABLE one (a integer, b bigint GENERATED ALWAYS AS (a * 2) STORED, c varchar(20) GENERATED ALWAYS AS (a::text) STORED);
