INSERT INTO t VALUES (1, 5, 4, 'x'), (2, 9, 1, 'y');
