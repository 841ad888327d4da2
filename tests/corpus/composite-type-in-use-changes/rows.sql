INSERT INTO app.t VALUES (1, ROW(7, 'seven', now())), (2, NULL), (3, ROW(NULL, NULL, NULL));
