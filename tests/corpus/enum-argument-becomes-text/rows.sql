INSERT INTO job VALUES ('x'), ('y');
