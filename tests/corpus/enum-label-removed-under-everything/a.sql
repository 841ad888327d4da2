CREATE SCHEMA app;
CREATE TYPE app.level AS ENUM ('low', 'middle', 'high');
COMMENT ON TYPE app.level IS 'how bad';
CREATE DOMAIN app.grave AS app.level CHECK (VALUE <> 'low');
CREATE TYPE app.finding AS (what text, how app.level);
CREATE TYPE app.span AS RANGE (SUBTYPE = app.level);
CREATE TABLE app.event (
    id integer PRIMARY KEY,
    level app.level NOT NULL DEFAULT 'low',
    seen app.level[] DEFAULT '{low,high}',
    grave app.grave DEFAULT 'high',
    finding app.finding,
    CONSTRAINT not_middle CHECK (level <> 'middle'),
    UNIQUE (level, id)
);
COMMENT ON COLUMN app.event.level IS 'kept';
ALTER TABLE app.event ALTER COLUMN level SET STATISTICS 200;
CREATE INDEX event_high ON app.event (id) WHERE level = 'high';
CREATE INDEX event_level ON app.event USING hash (level);
CREATE VIEW app.bad WITH (security_invoker = true) AS SELECT id, level FROM app.event WHERE level >= 'middle';
GRANT SELECT ON app.bad TO PUBLIC;
CREATE MATERIALIZED VIEW app.counted AS SELECT level, count(*) AS n FROM app.event GROUP BY level;
CREATE UNIQUE INDEX counted_level ON app.counted (level);
CREATE FUNCTION app.is_bad(l app.level DEFAULT 'low') RETURNS boolean LANGUAGE sql AS $$ SELECT l = 'high' $$;
ALTER TABLE app.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY bad ON app.event FOR SELECT USING (app.is_bad(level) OR level = 'middle');
CREATE FUNCTION app.told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER told BEFORE UPDATE OF level ON app.event FOR EACH ROW WHEN (NEW.level = 'high') EXECUTE FUNCTION app.told();
CREATE TABLE app.other (level app.level, e integer, FOREIGN KEY (level, e) REFERENCES app.event (level, id));
