INSERT INTO app.child VALUES (1, 'a');
INSERT INTO app.leaves VALUES ('b');
