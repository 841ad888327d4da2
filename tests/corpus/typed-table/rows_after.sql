SELECT id, note FROM app.was;
