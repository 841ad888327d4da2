INSERT INTO t (id, name, tag) VALUES (1, 'one', 'A'), (2, 'two', 'b');
INSERT INTO u VALUES (1, 'n');
INSERT INTO w VALUES ('d', 'n');
