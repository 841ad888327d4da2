INSERT INTO one VALUES (1, 2, 'x');
