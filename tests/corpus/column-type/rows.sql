INSERT INTO one VALUES (1, 'x', 'y', '2020-01-01', 1.5, '{1,2}', 3, '4');
