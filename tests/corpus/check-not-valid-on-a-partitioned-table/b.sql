create table sale (region text, amount int) partition by list (region);
alter table sale add constraint positive check (amount > 1);
create table sale_north partition of sale for values in ('north');
create table sale_south partition of sale for values in ('south');
