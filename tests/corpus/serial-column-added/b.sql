CREATE TABLE item (note text, id bigserial);
