CREATE SCHEMA app;
CREATE TEXT SEARCH DICTIONARY app.stems (TEMPLATE = snowball, language = german);
CREATE TEXT SEARCH DICTIONARY app.new (TEMPLATE = simple, accept = 'true');
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword WITH app.new, app.stems;
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR word, uint WITH simple;
CREATE TABLE app.t (body text);
CREATE INDEX body ON app.t USING gin (to_tsvector('app.search', body));
