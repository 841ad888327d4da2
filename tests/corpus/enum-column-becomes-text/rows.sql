INSERT INTO job VALUES (1, 'done', '{new,done}');
