INSERT INTO parent VALUES (1, 2, 3, 4);
INSERT INTO child VALUES (1, 1, 2, 1, 1, 3, 4);
