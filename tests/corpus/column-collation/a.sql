CREATE TABLE one (a text, b text COLLATE "C", c varchar(10) COLLATE "POSIX", d text COLLATE "C");
CREATE INDEX one_d ON one (d);
