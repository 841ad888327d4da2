create table sale (region text not null, id int not null) partition by list (region);
create table sale_north partition of sale for values in ('north');
create table visit (region text not null, id int not null, constraint visit_key unique (region, id)) partition by list (region);
create table visit_north (region text not null, id int not null, constraint visit_north_key unique (region, id));
alter table visit attach partition visit_north for values in ('north');
