CREATE TABLE item (id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public."item.numbers; here"));
