GRANT CREATE ON SCHEMA public TO corpus_alice;
-- From the author to bob, who had a grant; bob's right to delete goes with what he is as owner.
CREATE TABLE given (id integer PRIMARY KEY, v text);
GRANT SELECT, DELETE ON given TO corpus_bob;
-- From bob to alice, and bob keeps what he may read; one right of the owner is taken.
CREATE TABLE passed (id bigserial PRIMARY KEY, v text);
ALTER TABLE passed OWNER TO corpus_bob;
REVOKE TRUNCATE ON passed FROM corpus_bob;
GRANT SELECT (v) ON passed TO corpus_alice;
-- Stays with bob, and is made anew.
CREATE FUNCTION answer(a integer) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
ALTER FUNCTION answer(integer) OWNER TO corpus_bob;
REVOKE ALL ON FUNCTION answer(integer) FROM PUBLIC;
CREATE VIEW seen AS SELECT id, v FROM passed;
ALTER VIEW seen OWNER TO corpus_alice;
-- Comes back from alice.
CREATE TABLE returned (id integer);
ALTER TABLE returned OWNER TO corpus_alice;
GRANT SELECT ON returned TO corpus_bob;
CREATE SEQUENCE counter;
ALTER SEQUENCE counter OWNER TO corpus_alice;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO corpus_alice;
