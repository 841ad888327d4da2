INSERT INTO one (a, b) VALUES (1, 2);
