CREATE SEQUENCE s;
CREATE TABLE one (a bigint DEFAULT nextval('s'));
CREATE TABLE three (a bigint DEFAULT nextval('s'));
ALTER SEQUENCE s OWNED BY one.a;
