CREATE TABLE t (id integer, a varchar(10)[], b numeric(10, 2), c interval day to second(3), d timestamp(3), e bit varying(5), f char(3), g time(0) with time zone);
