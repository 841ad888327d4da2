SELECT * FROM child, parent;
