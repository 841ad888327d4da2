create table bill (id int primary key);
