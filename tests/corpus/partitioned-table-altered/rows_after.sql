SELECT id, v FROM app.event ORDER BY 1;
