INSERT INTO app.t VALUES (1, 2, 3, 6), (2, 5, 5, 25); INSERT INTO app.base VALUES (3, 6)
