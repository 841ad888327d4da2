SELECT id, tight FROM item;
