SELECT id, level, seen, grave, (finding).what, (finding).how, finding::text FROM app.event ORDER BY id;
SELECT * FROM app.other;
