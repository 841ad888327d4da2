insert into sale_north values ('north', '2020-02-02', 7);
