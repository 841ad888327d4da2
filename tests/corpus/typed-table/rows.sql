INSERT INTO app.was (id) VALUES (1);
