create table account (id int primary key);
create table sale (region text, account int) partition by list (region);
create table sale_north partition of sale for values in ('north');
alter table sale add constraint sale_account foreign key (account) references account (id) deferrable initially deferred;
