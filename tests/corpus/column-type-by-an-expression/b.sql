CREATE TABLE t (
    id integer PRIMARY KEY,
    -- pgbale: using CASE WHEN flag THEN now() END
    flag timestamptz,
    -- pgbale: using '0.0.0.0'::inet + ip
    ip inet DEFAULT '10.0.0.1',
    -- pgbale: using string_to_array(list, ',')
    list text[]
);
CREATE VIEW v AS SELECT id, flag FROM t;
