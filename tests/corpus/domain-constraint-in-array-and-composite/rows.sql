INSERT INTO app.t VALUES (1, 5, '{6,7}'); INSERT INTO app.u VALUES (1, ROW(8, 'x'));
