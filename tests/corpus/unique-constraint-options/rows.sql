INSERT INTO t VALUES (1, 1, 'a', 'c'), (2, NULL, 'b', NULL);
