create type kind as enum ('x', 'y');
create table bill (
    id int primary key,
    zone text,
    net int,
    mark kind default 'x',
    tax int not null default 0,
    b text collate "C",
    a int
);
create type place as (street text, zip text, city text, area text);
