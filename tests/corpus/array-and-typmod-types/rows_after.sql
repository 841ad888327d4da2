SELECT id, a, b::numeric(10,2), c, d, e, f::text, g FROM t;
