INSERT INTO app.child (id, v) VALUES (1, 2);
INSERT INTO app.grandchild (id, v) VALUES (2, 3);
