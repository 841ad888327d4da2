CREATE TABLE page (id integer, title text);
