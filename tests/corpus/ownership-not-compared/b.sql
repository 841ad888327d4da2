CREATE TABLE t (id serial PRIMARY KEY);
GRANT SELECT ON t TO corpus_alice;
ALTER TABLE t OWNER TO corpus_bob;
