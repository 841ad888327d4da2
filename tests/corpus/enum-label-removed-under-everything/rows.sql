INSERT INTO app.event VALUES (1, 'low', '{high,low}', 'high', ROW('x', 'low')), (2, 'high', NULL, NULL, NULL), (3, 'low', '{}', 'high', ROW(NULL, NULL));
INSERT INTO app.other VALUES ('low', 1);
