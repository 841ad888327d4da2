INSERT INTO app.event (id, v) VALUES (1, 1), (1001, 1);
