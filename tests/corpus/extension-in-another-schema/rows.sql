INSERT INTO person VALUES ('a@b.c', 'x=>1');
