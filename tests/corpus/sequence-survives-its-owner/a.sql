CREATE TABLE first (id bigint PRIMARY KEY);
CREATE SEQUENCE numbers OWNED BY first.id;
CREATE TABLE second (id bigint DEFAULT nextval('numbers'));
