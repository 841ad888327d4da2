-- A change of type resets storage and compression.
CREATE TABLE one (a text, b text, c text, d integer, e text COMPRESSION pglz, f varchar(5), g text COMPRESSION pglz);
ALTER TABLE one ALTER COLUMN a SET STORAGE MAIN, ALTER COLUMN b SET STORAGE PLAIN, ALTER COLUMN c SET STATISTICS 0,
    ALTER COLUMN d SET (n_distinct = -0.5, n_distinct_inherited = -0.1), ALTER COLUMN d SET STATISTICS 10,
    ALTER COLUMN e SET STORAGE EXTENDED, ALTER COLUMN f SET STORAGE EXTERNAL, ALTER COLUMN g SET STORAGE PLAIN;
