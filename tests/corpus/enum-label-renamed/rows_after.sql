SELECT id FROM event ORDER BY level DESC;
