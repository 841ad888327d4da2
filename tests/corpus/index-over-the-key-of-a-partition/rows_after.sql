select * from sale union all select * from visit order by 2;
