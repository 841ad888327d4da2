create table person (region text, id int, boss int, primary key (region, id)) partition by list (region);
create table account_north partition of person for values in ('north');
create table place (region text, id int, head int, primary key (region, id)) partition by list (region);
create table office_north partition of place for values in ('north');
alter table person add constraint account_office foreign key (region, boss) references place (region, id);
alter table place add constraint office_head foreign key (region, head) references person (region, id);
