CREATE SEQUENCE item_id_seq;
CREATE TABLE item (id bigint PRIMARY KEY DEFAULT nextval('item_id_seq'));
ALTER SEQUENCE item_id_seq OWNED BY item.id;
CREATE TABLE part (id bigserial PRIMARY KEY, item bigint REFERENCES item);
