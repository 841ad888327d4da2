INSERT INTO item VALUES ('x'), ('y');
