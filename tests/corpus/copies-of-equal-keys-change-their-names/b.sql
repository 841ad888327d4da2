create table sale (region text, day date) partition by list (region);
create table sale_north partition of sale for values in ('north');
alter table sale add constraint two unique (region, day);
