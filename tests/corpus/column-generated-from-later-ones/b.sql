create table bill (
    id int primary key,
    zone text,
    total int generated always as (net + tax) stored,
    net int,
    area text,
    tax int not null default 0
);
