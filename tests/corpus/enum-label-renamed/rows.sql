INSERT INTO event VALUES (1, DEFAULT), (2, 'low');
