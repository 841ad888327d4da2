INSERT INTO t (v) VALUES ('x'), ('y'), ('z'); DELETE FROM t WHERE id > 1;
INSERT INTO u (v) VALUES ('x'), ('y'), ('z'); DELETE FROM u WHERE id > 1;
