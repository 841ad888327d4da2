INSERT INTO one.t (a) VALUES (5);
INSERT INTO two.t (a) VALUES (6);
