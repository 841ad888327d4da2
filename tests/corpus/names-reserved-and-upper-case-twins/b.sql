CREATE TABLE "Order" (id integer, "ID" integer, "user" text DEFAULT 'x');
CREATE TABLE "order" (id integer, "table" integer, "check" integer CHECK ("check" > 0), "ID" integer);
CREATE VIEW "select" AS SELECT "order"."table" AS "from", "Order"."ID" FROM "order", "Order";
CREATE FUNCTION "group"("where" integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE INDEX "primary" ON "order" ("table");
CREATE SEQUENCE "default" OWNED BY "order"."table";
CREATE TYPE "all" AS ENUM ('x');
CREATE TABLE "grant" ("to" "all", "at" "all"[]);
