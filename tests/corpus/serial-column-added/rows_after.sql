SELECT note FROM item ORDER BY note;
