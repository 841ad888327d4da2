SELECT item.id, item.note, down.id, i.last_value, i.is_called, d.last_value, d.is_called
  FROM item, down, item_id_seq i, down_id_seq d ORDER BY 1, 3;
