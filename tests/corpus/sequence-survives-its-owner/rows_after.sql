SELECT id FROM second;
