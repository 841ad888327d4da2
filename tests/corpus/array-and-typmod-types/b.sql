CREATE TABLE t (id integer, a varchar(20)[], b numeric(12, 3), c interval day to second(4), d timestamp(5), e bit varying(7), f char(5), g time(2) with time zone);
