SELECT id, a, b, c, d FROM one;
