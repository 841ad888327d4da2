CREATE TABLE kind (name text PRIMARY KEY);
CREATE TABLE one (kind text REFERENCES kind);
