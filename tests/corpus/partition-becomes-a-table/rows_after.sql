SELECT * FROM app.event_a UNION ALL SELECT * FROM app.event_b ORDER BY 1;
