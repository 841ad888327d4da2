SELECT id, price, many, total FROM app.t ORDER BY id; SELECT a, b FROM app.base
