SELECT * FROM app.orders ORDER BY id;
SELECT * FROM app.m ORDER BY id;
