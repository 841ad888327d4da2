INSERT INTO t VALUES (1, false, 9, 'a,b'), (2, NULL, NULL, NULL);
