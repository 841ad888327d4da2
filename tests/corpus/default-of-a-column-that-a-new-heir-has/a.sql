create table base (id int, weight int, size int default 1);
