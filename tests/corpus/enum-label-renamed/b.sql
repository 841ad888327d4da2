CREATE TYPE level AS ENUM ('low',
    -- pgbale: renamed-from 'it''s so-so'
    'middle',
    'high', 'extreme');
CREATE TABLE event (id integer, level level DEFAULT 'middle', CHECK (level <> 'high' OR id > 0));
CREATE VIEW v AS SELECT * FROM event WHERE level = 'middle';
