SELECT id, name, tag, low FROM t ORDER BY id;
SELECT id, n FROM u;
SELECT d, n FROM w;
