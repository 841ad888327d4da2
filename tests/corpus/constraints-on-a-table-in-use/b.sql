create table u (id int primary key);
create table t (id int primary key, a text not null unique deferrable, b text not null, "C" int references u, unique nulls not distinct (a, b));
create table u2 (id int primary key);
