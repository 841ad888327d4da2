CREATE SEQUENCE s;
CREATE TABLE one (a bigint DEFAULT nextval('s'));
CREATE TABLE two (a bigint DEFAULT nextval('s'));
