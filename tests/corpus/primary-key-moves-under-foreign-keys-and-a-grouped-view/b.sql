-- The view that groups by the key depends on the constraint itself.
CREATE TABLE one (a integer NOT NULL, b integer NOT NULL, c text,
    CONSTRAINT one_key PRIMARY KEY (b), CONSTRAINT one_a UNIQUE (a));
CREATE TABLE two (a integer REFERENCES one (a), b integer REFERENCES one (b));
CREATE VIEW grouped AS SELECT one.b, one.c, count(*) FROM one JOIN two ON two.b = one.b GROUP BY one.b;
CREATE VIEW above AS SELECT c FROM grouped;
