CREATE TABLE item (id serial PRIMARY KEY, note text);
CREATE TABLE down (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY -5), note text);
