select * from account_north union all select * from office_north order by 2;
