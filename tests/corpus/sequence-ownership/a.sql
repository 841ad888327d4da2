CREATE TABLE one (id bigint, number bigint);
CREATE TABLE two (id bigint);
CREATE SEQUENCE free_one OWNED BY one.id;
CREATE SEQUENCE moved OWNED BY one.id;
CREATE SEQUENCE taken;
