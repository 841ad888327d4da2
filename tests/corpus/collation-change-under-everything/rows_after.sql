SELECT * FROM one, two, three;
