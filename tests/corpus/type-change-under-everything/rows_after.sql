SELECT id, a, double FROM one;
