SELECT a, b, c FROM one;
