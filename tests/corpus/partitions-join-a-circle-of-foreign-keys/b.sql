create table account (region text, id int, boss int, primary key (region, id)) partition by list (region);
create table office (region text, id int, head int, primary key (region, id)) partition by list (region);
create table account_north partition of account for values in ('north');
create table office_north partition of office for values in ('north');
alter table account add constraint account_office foreign key (region, boss) references office (region, id);
alter table office add constraint office_head foreign key (region, head) references account (region, id);
-- And a circle of their own.
alter table account_north add constraint own_office foreign key (region, boss) references office_north (region, id);
alter table office_north add constraint own_head foreign key (region, head) references account_north (region, id);
