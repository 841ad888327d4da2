CREATE TABLE t (id integer PRIMARY KEY, parent integer, v integer);
CREATE RECURSIVE VIEW tree (id, depth) AS SELECT id, 0 FROM t WHERE parent IS NULL UNION ALL SELECT t.id, depth + 1 FROM t JOIN tree ON t.parent = tree.id;
CREATE VIEW a_few WITH (check_option = local) AS SELECT id, v FROM t WHERE v > 3;
ALTER VIEW a_few ALTER COLUMN v SET DEFAULT 7;
CREATE RULE gone AS ON DELETE TO a_few DO INSTEAD UPDATE t SET v = 0 WHERE id = old.id;
