CREATE TABLE one (
    a bigint, b varchar(40), c varchar(100), d timestamptz, e numeric(12,4), f bigint[], g numeric DEFAULT 5, h integer DEFAULT 7
);
