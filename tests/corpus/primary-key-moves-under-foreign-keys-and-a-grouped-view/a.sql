CREATE TABLE one (a integer NOT NULL, b integer NOT NULL, c text,
    CONSTRAINT one_key PRIMARY KEY (a), CONSTRAINT one_b UNIQUE (b));
CREATE TABLE two (a integer REFERENCES one (a), b integer REFERENCES one (b));
CREATE VIEW grouped AS SELECT one.a, one.c, count(*) FROM one JOIN two ON two.a = one.a GROUP BY one.a;
CREATE VIEW above AS SELECT c FROM grouped;
