-- The sequence must be let go before its owner's column goes.
CREATE SEQUENCE numbers;
CREATE TABLE second (id bigint DEFAULT nextval('numbers'));
