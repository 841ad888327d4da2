CREATE TABLE one (
    a integer, b integer, d date, t text,
    CONSTRAINT range CHECK (((a > 0) AND ((b >= 1) AND (b <= 5)) AND ((a < 10) AND (b > 2)))),
    CONSTRAINT known CHECK (((t ~ similar_to_escape('a%'::text)) OR (t ~~ 'b%'::text) OR (t IS DISTINCT FROM 'c'::text))),
    CONSTRAINT dated CHECK (((d >= '2020-01-01'::date) AND (d <= '2030-01-01'::date)))
);
CREATE INDEX one_range ON one USING btree (a) WHERE ((a > 0) AND ((b >= 3) AND (b <= 4)));
CREATE VIEW w AS SELECT one.a, one.b, one.d, one.t FROM one WHERE ((one.a > 0) AND ((one.b >= 1) AND (one.b <= 5)));
