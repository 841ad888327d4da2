CREATE TABLE one (id bigint, number bigint);
CREATE TABLE two (id bigint);
CREATE SEQUENCE free_one;
CREATE SEQUENCE moved OWNED BY two.id;
CREATE SEQUENCE taken OWNED BY one.number;
