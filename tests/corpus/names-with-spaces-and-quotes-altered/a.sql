CREATE SCHEMA "Lab; x";
CREATE TYPE "Lab; x"."T, y" AS ENUM ('b');
CREATE SEQUENCE "Lab; x"."S. q";
CREATE FUNCTION "Lab; x"."F (g)"("a b" integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE "Lab; x"."T.b ""c""" (
    "I d" integer GENERATED ALWAYS AS IDENTITY,
    "a, b" integer DEFAULT 1 CONSTRAINT "C; k" CHECK ("a, b" > 0),
    "c.d" text COLLATE "C" NOT NULL,
    "E" integer DEFAULT "Lab; x"."F (g)"(2)
) WITH (fillfactor=70);
ALTER TABLE "Lab; x"."T.b ""c""" REPLICA IDENTITY FULL;
ALTER TABLE "Lab; x"."T.b ""c""" ADD CONSTRAINT "U q" UNIQUE ("a, b") WITH (fillfactor=80);
CREATE INDEX "I. x" ON "Lab; x"."T.b ""c""" (("a, b" + 1));
ALTER INDEX "Lab; x"."I. x" ALTER COLUMN 1 SET STATISTICS 44;
CREATE VIEW "Lab; x"."V w" WITH (security_invoker=true) AS SELECT "a, b" FROM "Lab; x"."T.b ""c""";
ALTER VIEW "Lab; x"."V w" ALTER COLUMN "a, b" SET DEFAULT 3;
CREATE FUNCTION "Lab; x"."Act"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "T r" BEFORE INSERT ON "Lab; x"."T.b ""c""" FOR EACH ROW EXECUTE FUNCTION "Lab; x"."Act"();
ALTER TABLE "Lab; x"."T.b ""c""" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "P ""o""" ON "Lab; x"."T.b ""c""" FOR UPDATE USING ("a, b" > 0) WITH CHECK (true);
GRANT SELECT ON "Lab; x"."T.b ""c""" TO "corpus ""odd""; role";
COMMENT ON COLUMN "Lab; x"."T.b ""c"""."a, b" IS 'old';
