SELECT id, name FROM v ORDER BY id;
