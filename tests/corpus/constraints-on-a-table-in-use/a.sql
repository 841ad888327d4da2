create table t (id int, a text, b text, "C" int);
create table u (id int primary key);
