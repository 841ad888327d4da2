INSERT INTO app.one VALUES (1, 'a'), (2, 'b');
