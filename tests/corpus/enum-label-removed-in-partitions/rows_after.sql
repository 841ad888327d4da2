SELECT * FROM event ORDER BY id; SELECT * FROM base; SELECT * FROM derived;
