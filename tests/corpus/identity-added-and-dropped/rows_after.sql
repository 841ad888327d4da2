SELECT id, other FROM item;
