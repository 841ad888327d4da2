CREATE TABLE item (id serial PRIMARY KEY);
CREATE TABLE part (id serial PRIMARY KEY, item integer REFERENCES item);
