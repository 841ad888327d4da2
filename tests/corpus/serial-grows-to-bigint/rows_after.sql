SELECT id, item FROM part ORDER BY id;
