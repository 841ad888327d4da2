create table sale (region text, amount int) partition by list (region);
create table sale_north partition of sale for values in ('north');
create table sale_south partition of sale for values in ('south');
create table event (at date);
create table concert (band text, at date);
alter table concert inherit event;
