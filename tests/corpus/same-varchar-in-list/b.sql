CREATE TABLE one (v character varying(10), c character(3), n numeric,
    CONSTRAINT listed CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))));
CREATE INDEX one_v ON one USING btree (v) WHERE ((v)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]));
ALTER TABLE one ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON one USING (((v)::text = ANY ((ARRAY['q'::character varying, 'r'::character varying])::text[]))) WITH CHECK (((v)::text <> ALL ((ARRAY['s'::character varying, 't'::character varying])::text[])));
CREATE VIEW w AS SELECT one.v FROM one WHERE (((one.v)::text = ANY ((ARRAY['k'::character varying, 'l'::character varying])::text[])) AND (one.c = ANY (ARRAY['m'::bpchar, 'n'::bpchar])));
CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE INSERT ON one FOR EACH ROW WHEN (((new.v)::text = ANY ((ARRAY['c'::character varying, 'd'::character varying])::text[]))) EXECUTE FUNCTION act();
CREATE FUNCTION atomic() RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC; SELECT count(*) AS count FROM one WHERE ((one.v)::text = ANY ((ARRAY['e'::character varying, 'f'::character varying])::text[])); END;
