CREATE TABLE one (a integer, b text, c text);
CREATE TABLE two (a integer, b text);
GRANT SELECT, UPDATE ON one TO corpus_reader;
GRANT SELECT (a), INSERT (a, b) ON two TO corpus_reader;
