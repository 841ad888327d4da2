INSERT INTO event VALUES (1, 'low'), (11, 'high'); INSERT INTO derived VALUES ('low', '{high}');
