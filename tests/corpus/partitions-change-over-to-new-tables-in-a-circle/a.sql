create table account (region text, id int, boss int, primary key (region, id)) partition by list (region);
create table account_north partition of account for values in ('north');
create table office (region text, id int, head int, primary key (region, id)) partition by list (region);
create table office_north partition of office for values in ('north');
alter table account add constraint account_office foreign key (region, boss) references office (region, id);
alter table office add constraint office_head foreign key (region, head) references account (region, id);
