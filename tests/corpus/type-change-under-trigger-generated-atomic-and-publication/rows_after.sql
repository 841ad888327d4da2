SELECT id, a, twice, name FROM app.t ORDER BY id;
