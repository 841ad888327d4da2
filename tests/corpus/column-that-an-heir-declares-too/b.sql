create table base (id int, note text, mark int);
create table above () inherits (base);
create table heir (note text default 'x') inherits (above);
create table fresh (mark int default 7) inherits (base);
