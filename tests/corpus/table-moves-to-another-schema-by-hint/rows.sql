INSERT INTO old.t (v) VALUES ('x');
