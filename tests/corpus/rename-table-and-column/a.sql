create table member (id serial primary key, "user" int unique, kind text check (kind <> ''));
create index on member (kind);
create table other (id int references member);
create view v as select "user", kind from member;
alter table member enable row level security;
create policy "members read" on member for select using (kind = 'x');
