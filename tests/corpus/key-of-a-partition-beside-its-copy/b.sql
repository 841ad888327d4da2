create table other (id int);
create table sale (region text, day date, unique (region, day)) partition by list (region);
create table sale_north partition of sale (primary key (region, day)) for values in ('north');
create index sale_place on sale (region, day);
