INSERT INTO item (note) VALUES ('x'), ('y');
INSERT INTO down (note) VALUES ('x'), ('y');
