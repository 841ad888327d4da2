SELECT id, (p).x, (p).y, p IS DISTINCT FROM NULL FROM t ORDER BY id, 4;
