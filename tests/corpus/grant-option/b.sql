CREATE TABLE one (a integer);
CREATE TABLE two (a integer, b integer);
GRANT SELECT, INSERT ON one TO corpus_reader;
GRANT SELECT ON one TO corpus_writer WITH GRANT OPTION;
GRANT ALL ON two TO corpus_reader;
GRANT INSERT ON two TO corpus_reader WITH GRANT OPTION;
GRANT SELECT (b) ON two TO corpus_writer;
