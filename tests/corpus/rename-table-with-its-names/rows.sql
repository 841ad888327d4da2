INSERT INTO app.item (parent, code) VALUES (NULL, 'a'), (1, 'b');
