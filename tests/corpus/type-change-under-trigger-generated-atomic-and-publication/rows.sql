INSERT INTO app.t (id, a, name) VALUES (1, 5, 'x'), (2, NULL, 'y');
