-- pgbale: renamed-from member
create table collaborator (id serial primary key,
  -- pgbale: renamed-from "user"
  account int unique, kind text check (kind <> ''));
create index on collaborator (kind);
create table other (id int references collaborator);
create view v as select account as "user", kind from collaborator;
alter table collaborator enable row level security;
create policy "collaborators read" on collaborator for select using (kind = 'x');
