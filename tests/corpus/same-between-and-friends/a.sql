CREATE TABLE one (
    a integer, b integer, d date, t text,
    CONSTRAINT range CHECK (a > 0 AND b BETWEEN 1 AND 5 AND (a < 10 AND b > 2)),
    CONSTRAINT known CHECK (t SIMILAR TO 'a%' OR t LIKE 'b%' OR t IS DISTINCT FROM 'c'),
    CONSTRAINT dated CHECK (d BETWEEN DATE '2020-01-01' AND '2030-01-01'::date)
);
CREATE INDEX one_range ON one (a) WHERE a > 0 AND b BETWEEN 3 AND 4;
CREATE VIEW w AS SELECT * FROM one WHERE a > 0 AND b BETWEEN 1 AND 5;
