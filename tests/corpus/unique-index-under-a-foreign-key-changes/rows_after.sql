SELECT * FROM one, two;
