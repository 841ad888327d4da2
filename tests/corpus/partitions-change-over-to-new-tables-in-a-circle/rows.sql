set session_replication_role = replica;
insert into account values ('north', 1, 7);
insert into office values ('north', 7, 1);
