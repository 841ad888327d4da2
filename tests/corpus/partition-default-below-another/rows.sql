INSERT INTO p VALUES (50, 'x'), (2, 'y');
