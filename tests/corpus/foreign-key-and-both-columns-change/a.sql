CREATE TABLE country (code char(2) PRIMARY KEY);
CREATE TABLE city (id integer PRIMARY KEY, country char(2) REFERENCES country ON UPDATE CASCADE);
CREATE TABLE street (city integer REFERENCES city, country char(2) REFERENCES country);
CREATE VIEW v AS SELECT city.id, country.code FROM city JOIN country ON country.code = city.country;
