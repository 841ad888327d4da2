CREATE TABLE country (code text PRIMARY KEY);
CREATE TABLE city (id bigint PRIMARY KEY, country text REFERENCES country ON UPDATE CASCADE);
CREATE TABLE street (city bigint REFERENCES city, country text REFERENCES country);
CREATE VIEW v AS SELECT city.id, country.code FROM city JOIN country ON country.code = city.country;
