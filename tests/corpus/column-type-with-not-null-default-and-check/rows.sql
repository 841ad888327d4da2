INSERT INTO one VALUES (1, '7', 'x', 2.5, 3);
