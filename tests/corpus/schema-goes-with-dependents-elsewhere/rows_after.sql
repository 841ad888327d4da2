SELECT id, k::text FROM keep;
