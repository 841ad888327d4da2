create table sale (region text, amount int) partition by list (region);
alter table sale add constraint positive check (amount > 0) not valid;
create table sale_north partition of sale for values in ('north');
create table sale_south partition of sale for values in ('south');
