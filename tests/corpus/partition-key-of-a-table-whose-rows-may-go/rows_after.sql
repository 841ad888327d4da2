select * from sale_north;
