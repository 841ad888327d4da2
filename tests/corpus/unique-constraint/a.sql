CREATE TABLE one (a integer, b integer, c integer, d text);
ALTER TABLE one ADD CONSTRAINT changed UNIQUE (a);
ALTER TABLE one ADD CONSTRAINT gone UNIQUE (c);
ALTER TABLE one ADD CONSTRAINT filled UNIQUE (b) WITH (fillfactor=70);
