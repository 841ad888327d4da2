create table base (id int, weight int default 5, size int default 2);
create table above (more int) inherits (base);
create table aaa (more int) inherits (above);
