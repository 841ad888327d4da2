SELECT id, replace(replace(list::text, '{', ''), '}', ''), replace(replace(ip::text, '0.0.0.', ''), '/32', '') FROM t ORDER BY id
