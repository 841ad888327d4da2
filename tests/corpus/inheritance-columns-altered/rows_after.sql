SELECT id, v FROM app.base ORDER BY 1;
