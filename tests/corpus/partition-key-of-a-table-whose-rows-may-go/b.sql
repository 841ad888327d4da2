-- pgbale: allow drop-and-add "loaded anew each night"
create table sale (region text not null, day date not null, amount int) partition by list (region);
create table sale_north partition of sale for values in ('north');
create index sale_day on sale (day);
create view big_sale as select * from sale where amount > 1000;
create policy own on sale using (region = current_user);
alter table sale enable row level security;
