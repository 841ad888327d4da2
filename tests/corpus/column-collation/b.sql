CREATE TABLE one (a text COLLATE "C", b text, c text COLLATE "C", d text);
CREATE INDEX one_d ON one (d);
