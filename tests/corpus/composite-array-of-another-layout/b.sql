CREATE TYPE pair AS (b text, a integer);
CREATE TABLE t (p pair[]);
