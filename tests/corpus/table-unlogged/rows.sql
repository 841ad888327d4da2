INSERT INTO cache VALUES (1, 'x');
INSERT INTO quick (body) VALUES ('y');
