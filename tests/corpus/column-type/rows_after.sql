SELECT a, b, c, f, g, h FROM one;
