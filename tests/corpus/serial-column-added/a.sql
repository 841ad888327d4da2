CREATE TABLE item (note text);
