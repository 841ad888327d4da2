CREATE TABLE one (
    t timestamptz DEFAULT '2020-03-04 05:06:07+00', d date DEFAULT '2021-02-03', i interval DEFAULT '1 day 2 hours',
    b bytea DEFAULT '\x00ff', f double precision DEFAULT 0.1::double precision + 0.2,
    CONSTRAINT after CHECK (t > '1999-12-31 23:00:00+00' AND f > 1.1234567890123456::double precision)
);
