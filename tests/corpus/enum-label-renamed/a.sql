CREATE TYPE level AS ENUM ('low', 'it''s so-so', 'high');
CREATE TABLE event (id integer, level level DEFAULT 'it''s so-so', CHECK (level <> 'high' OR id > 0));
CREATE VIEW v AS SELECT * FROM event WHERE level = 'it''s so-so';
