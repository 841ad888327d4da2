SELECT state FROM job ORDER BY state;
