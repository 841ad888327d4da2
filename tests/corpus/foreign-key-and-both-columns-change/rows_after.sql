SELECT * FROM street, city;
