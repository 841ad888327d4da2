create table base (id int);
create table above () inherits (base);
create table heir () inherits (above);
