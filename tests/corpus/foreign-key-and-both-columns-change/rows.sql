INSERT INTO country VALUES ('de');
INSERT INTO city VALUES (1, 'de');
INSERT INTO street VALUES (1, 'de');
