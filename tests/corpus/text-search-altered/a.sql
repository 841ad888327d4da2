CREATE SCHEMA app;
CREATE TEXT SEARCH DICTIONARY app.old (TEMPLATE = simple);
CREATE TEXT SEARCH DICTIONARY app.stems (TEMPLATE = snowball, language = english, stopwords = 'english');
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword WITH app.old, app.stems;
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR word, int WITH simple;
CREATE TABLE app.t (body text);
CREATE INDEX body ON app.t USING gin (to_tsvector('app.search', body));
