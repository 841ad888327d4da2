CREATE TABLE kept (id integer);
CREATE TABLE item (id serial PRIMARY KEY, small smallserial, big bigserial, note text);
