SELECT id, v FROM app.child UNION ALL SELECT 0, v FROM app.leaves ORDER BY 1;
