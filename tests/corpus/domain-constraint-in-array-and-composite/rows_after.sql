SELECT * FROM app.t; SELECT * FROM app.u;
