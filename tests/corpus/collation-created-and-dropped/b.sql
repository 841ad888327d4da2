CREATE SCHEMA app;
CREATE COLLATION app.plain (provider = libc, lc_collate = 'C', lc_ctype = 'C');
CREATE COLLATION app."Numeric" (provider = icu, locale = 'en-u-kn-true', deterministic = false);
COMMENT ON COLLATION app.plain IS 'plain';
CREATE TABLE app.t (a text COLLATE app.plain, b text COLLATE app."Numeric");
CREATE INDEX i ON app.t (b COLLATE app.plain);
CREATE DOMAIN app.d AS text COLLATE app.plain;
