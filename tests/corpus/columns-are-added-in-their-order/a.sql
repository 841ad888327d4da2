create table bill (id int primary key);
create type place as (street text);
