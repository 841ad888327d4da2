insert into sale values ('north', 1);
insert into visit values ('north', 2);
