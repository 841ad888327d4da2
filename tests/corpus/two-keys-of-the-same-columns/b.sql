create table other (id int);
create table item (id int not null, part int, primary key (id));
alter table item add constraint item_twin unique (id);
alter table item add constraint item_pair unique (id, part);
alter table item add constraint item_second_pair unique (id, part);
alter table item add constraint item_late_pair unique (id, part) deferrable;
alter table item add constraint apart exclude using btree (part with =);
alter table item add constraint apart_too exclude using btree (part with =);
