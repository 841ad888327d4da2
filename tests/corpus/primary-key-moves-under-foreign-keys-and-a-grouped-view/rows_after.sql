SELECT one.*, two.* FROM one, two;
