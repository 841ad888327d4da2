-- What a role really sees and may do, with the claims of a request: rows are named by their id. Everything is undone.
-- Run by a superuser. "refused" is an error that says so; "error STATE" is any other one.

CREATE SCHEMA probe;

-- Runs `sql` as the role; `rows` is then a query, run as ourselves, that says which rows there are, or NULL for the
-- answer of `sql` itself.
CREATE FUNCTION probe.try(api_role text, claims text, sql text, rows text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    BEGIN
        PERFORM set_config('request.jwt.claims', claims, true);
        EXECUTE format('SET LOCAL ROLE %I', api_role);
        IF rows IS NULL THEN
            EXECUTE sql INTO answer;
        ELSE
            EXECUTE sql;
            RESET ROLE;
            EXECUTE rows INTO answer;
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'PB001';
    EXCEPTION
        WHEN SQLSTATE 'PB001' THEN NULL;
        WHEN insufficient_privilege THEN answer := 'refused';
        WHEN OTHERS THEN answer := 'error ' || SQLSTATE;
    END;
    RETURN coalesce(answer, '');
END
$$;

CREATE FUNCTION probe.ids(relation text) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT string_agg(id::text, '' '' ORDER BY id) FROM %s', relation)
$$;

CREATE FUNCTION probe.sees(api_role text, claims text, relation text) RETURNS text LANGUAGE sql AS $$
    SELECT probe.try(api_role, claims, probe.ids(relation), NULL)
$$;

-- The rows that are left.
CREATE FUNCTION probe.deletes(api_role text, claims text, relation text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    left_over text := probe.try(api_role, claims, format('DELETE FROM %s', relation), probe.ids(relation));
    answer text;
BEGIN
    IF left_over = 'refused' OR left_over LIKE 'error %' THEN
        RETURN left_over;
    END IF;
    EXECUTE format('SELECT string_agg(id::text, '' '' ORDER BY id) FROM %s WHERE NOT id::text = ANY ($1)', relation)
       INTO answer USING string_to_array(left_over, ' ');
    RETURN coalesce(answer, '');
END
$$;

-- Each row alone in its table, so that one that is refused does not hide the others. No WHERE: only UPDATE counts.
CREATE FUNCTION probe.updates(api_role text, claims text, relation text, setting text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    one integer;
    n integer;
    answer text := '';
    refusal text;
BEGIN
    FOR one IN EXECUTE format('SELECT id FROM %s ORDER BY id', relation) LOOP
        BEGIN
            EXECUTE format('DELETE FROM %s WHERE id <> $1', relation) USING one;
            PERFORM set_config('request.jwt.claims', claims, true);
            EXECUTE format('SET LOCAL ROLE %I', api_role);
            EXECUTE format('UPDATE %s SET %s', relation, setting);
            GET DIAGNOSTICS n = ROW_COUNT;
            IF n > 0 THEN
                answer := concat_ws(' ', nullif(answer, ''), one);
            END IF;
            RAISE EXCEPTION USING ERRCODE = 'PB001';
        EXCEPTION
            WHEN SQLSTATE 'PB001' OR insufficient_privilege THEN NULL;
            WHEN OTHERS THEN refusal := 'error ' || SQLSTATE;
        END;
    END LOOP;
    RETURN coalesce(refusal, answer);
END
$$;

-- Rows of the table `candidates` that may be inserted, with these columns of theirs.
CREATE FUNCTION probe.inserts(api_role text, claims text, relation text, columns text, candidates text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    one integer;
    answer text := '';
    refusal text;
BEGIN
    FOR one IN EXECUTE format('SELECT id FROM %s ORDER BY id', candidates) LOOP
        BEGIN
            PERFORM set_config('request.jwt.claims', claims, true);
            EXECUTE format('SET LOCAL ROLE %I', api_role);
            EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s WHERE id = %s', relation, columns, columns, candidates,
                           one);
            answer := concat_ws(' ', nullif(answer, ''), one);
            RAISE EXCEPTION USING ERRCODE = 'PB001';
        EXCEPTION
            WHEN SQLSTATE 'PB001' OR insufficient_privilege THEN NULL;
            WHEN unique_violation OR not_null_violation THEN
                answer := concat_ws(' ', nullif(answer, ''), one);
            WHEN OTHERS THEN refusal := 'error ' || SQLSTATE;
        END;
    END LOOP;
    RETURN coalesce(refusal, answer);
END
$$;

-- Random rows, a quarter of the values null. Three people, of whom two are asked for.
CREATE FUNCTION probe.person(n integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN n BETWEEN 1 AND 3 THEN format('00000000-0000-0000-0000-%s', lpad(n::text, 12, '0'))::uuid END
$$;
CREATE FUNCTION probe.pick(n integer) RETURNS integer LANGUAGE sql VOLATILE AS $$ SELECT floor(random() * n)::integer $$;

CREATE TABLE probe.candidate_doc (LIKE app.doc);
CREATE TABLE probe.candidate_member (LIKE app.member);
CREATE TABLE probe.candidate_note (LIKE app.note);
GRANT USAGE ON SCHEMA probe TO PUBLIC;
GRANT SELECT ON probe.candidate_doc, probe.candidate_member, probe.candidate_note TO PUBLIC;

CREATE FUNCTION probe.fill_one(docs text, members text, notes text, low integer, high integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($sql$INSERT INTO %s
        SELECT g, probe.person(probe.pick(4)), nullif(probe.pick(4), 0), (ARRAY[true, false, true, NULL])[probe.pick(4) + 1],
               (ARRAY['a', 'b', 'c', NULL])[probe.pick(4) + 1], (ARRAY['a', 'b', 'c', NULL])[probe.pick(4) + 1],
               nullif(probe.pick(9), 0), (ARRAY['draft', 'final', 'secret', NULL]::app.kind[])[probe.pick(4) + 1],
               (ARRAY[true, false, false, NULL])[probe.pick(4) + 1],
               CASE probe.pick(2) WHEN 1 THEN timestamptz '2024-01-01' END
          FROM generate_series($1, $2) AS g$sql$, docs) USING low, high;
    EXECUTE format($sql$INSERT INTO %s
        SELECT g, probe.pick(4), probe.person(probe.pick(4)), (ARRAY['admin', 'user', NULL])[probe.pick(3) + 1],
               (ARRAY['admin', 'user', NULL])[probe.pick(3) + 1]
          FROM generate_series($1, $2) AS g$sql$, members) USING low, high;
    EXECUTE format($sql$INSERT INTO %s
        SELECT g, probe.pick(10), probe.person(probe.pick(4)), (ARRAY['', 'x', NULL])[probe.pick(3) + 1]
          FROM generate_series($1, $2) AS g$sql$, notes) USING low, high;
END
$$;

CREATE FUNCTION probe.fill(seed double precision, n integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM setseed(seed);
    DELETE FROM app.doc;
    DELETE FROM app.member;
    DELETE FROM app.note;
    DELETE FROM probe.candidate_doc;
    DELETE FROM probe.candidate_member;
    DELETE FROM probe.candidate_note;
    PERFORM probe.fill_one('app.doc', 'app.member', 'app.note', 1, n);
    PERFORM probe.fill_one('probe.candidate_doc', 'probe.candidate_member', 'probe.candidate_note', 1001, 1000 + n);
END
$$;
