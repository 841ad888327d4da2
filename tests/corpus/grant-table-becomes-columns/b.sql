-- REVOKE on the table also takes the columns, so it comes first.
CREATE TABLE one (a integer, b text, c text);
CREATE TABLE two (a integer, b text);
GRANT SELECT (a, b), UPDATE (a), UPDATE (b) ON one TO corpus_reader;
GRANT SELECT, INSERT ON two TO corpus_reader;
