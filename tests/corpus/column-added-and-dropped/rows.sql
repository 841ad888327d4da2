INSERT INTO person VALUES (1, 'Ann'), (2, NULL);
