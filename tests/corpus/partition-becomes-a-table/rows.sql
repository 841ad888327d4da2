INSERT INTO app.event VALUES (1, 'a'), (2, 'b'), (1500, 'c');
