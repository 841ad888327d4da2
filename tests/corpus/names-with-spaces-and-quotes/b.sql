CREATE TABLE kept (id integer);
CREATE SCHEMA "My; ""Schema"".x";
COMMENT ON SCHEMA "My; ""Schema"".x" IS 'odd';
CREATE TYPE "My; ""Schema"".x"."Type, of ""x""" AS ENUM ('a''b', 'c, d', '"e"', 'f;g');
COMMENT ON TYPE "My; ""Schema"".x"."Type, of ""x""" IS 'odd';
CREATE SEQUENCE "My; ""Schema"".x"."Seq. 1";
CREATE FUNCTION "My; ""Schema"".x"."Func (x)"("Arg, 1" integer, "select" "My; ""Schema"".x"."Type, of ""x""" DEFAULT 'c, d')
    RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
COMMENT ON FUNCTION "My; ""Schema"".x"."Func (x)"(integer, "My; ""Schema"".x"."Type, of ""x""") IS 'odd';
CREATE TABLE "My; ""Schema"".x"."Table.a ""b""; drop" (
    "Col, 1" integer GENERATED ALWAYS AS IDENTITY CONSTRAINT "Key; (1)" PRIMARY KEY,
    "SELECT" "My; ""Schema"".x"."Type, of ""x""" DEFAULT 'f;g',
    "a.b" integer DEFAULT nextval('"My; ""Schema"".x"."Seq. 1"'),
    "c""d" integer DEFAULT "My; ""Schema"".x"."Func (x)"(1) CONSTRAINT "Check ""x"", y" CHECK ("c""d" > 0),
    "up DOWN" integer GENERATED ALWAYS AS ("c""d" + 1) STORED,
    serial serial,
    CONSTRAINT "Uniq DEFERRABLE" UNIQUE ("a.b") DEFERRABLE,
    CONSTRAINT "x NOT VALID" FOREIGN KEY ("a.b") REFERENCES "My; ""Schema"".x"."Table.a ""b""; drop" ("Col, 1")
);
ALTER SEQUENCE "My; ""Schema"".x"."Seq. 1" OWNED BY "My; ""Schema"".x"."Table.a ""b""; drop"."a.b";
COMMENT ON TABLE "My; ""Schema"".x"."Table.a ""b""; drop" IS 'odd';
COMMENT ON COLUMN "My; ""Schema"".x"."Table.a ""b""; drop"."Col, 1" IS 'odd';
COMMENT ON CONSTRAINT "Check ""x"", y" ON "My; ""Schema"".x"."Table.a ""b""; drop" IS 'odd';
CREATE INDEX "Index ON x; ""y""" ON "My; ""Schema"".x"."Table.a ""b""; drop" ("a.b", ("c""d" + 1)) WHERE "SELECT" <> 'c, d';
COMMENT ON INDEX "My; ""Schema"".x"."Index ON x; ""y""" IS 'odd';
CREATE VIEW "My; ""Schema"".x"."View ""v""" WITH (security_barrier=true) AS SELECT "Col, 1" AS "Out; 1", "SELECT" FROM "My; ""Schema"".x"."Table.a ""b""; drop";
COMMENT ON VIEW "My; ""Schema"".x"."View ""v""" IS 'odd';
COMMENT ON COLUMN "My; ""Schema"".x"."View ""v"""."Out; 1" IS 'odd';
CREATE FUNCTION "My; ""Schema"".x"."Act; now"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "Trig ON ""x""" BEFORE UPDATE OF "a.b" ON "My; ""Schema"".x"."Table.a ""b""; drop" FOR EACH ROW WHEN (NEW."c""d" > 1)
    EXECUTE FUNCTION "My; ""Schema"".x"."Act; now"('a'';b');
ALTER TABLE "My; ""Schema"".x"."Table.a ""b""; drop" DISABLE TRIGGER "Trig ON ""x""";
COMMENT ON TRIGGER "Trig ON ""x""" ON "My; ""Schema"".x"."Table.a ""b""; drop" IS 'odd';
ALTER TABLE "My; ""Schema"".x"."Table.a ""b""; drop" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Pol ON ""x""; y" ON "My; ""Schema"".x"."Table.a ""b""; drop" TO "corpus ""odd""; role" USING ("a.b" > 0);
COMMENT ON POLICY "Pol ON ""x""; y" ON "My; ""Schema"".x"."Table.a ""b""; drop" IS 'odd';
GRANT USAGE ON SCHEMA "My; ""Schema"".x" TO "corpus ""odd""; role";
GRANT SELECT, UPDATE ("a.b", "c""d") ON "My; ""Schema"".x"."Table.a ""b""; drop" TO "corpus ""odd""; role";
GRANT USAGE ON TYPE "My; ""Schema"".x"."Type, of ""x""" TO "corpus ""odd""; role";
GRANT EXECUTE ON FUNCTION "My; ""Schema"".x"."Func (x)"(integer, "My; ""Schema"".x"."Type, of ""x""") TO "corpus ""odd""; role" WITH GRANT OPTION;
