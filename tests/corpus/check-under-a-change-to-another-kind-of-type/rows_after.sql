SELECT a, b FROM one;
