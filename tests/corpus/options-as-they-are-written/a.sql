CREATE TABLE one (a int);
