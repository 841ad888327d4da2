SELECT * FROM app.t ORDER BY id; SELECT * FROM app.u;
