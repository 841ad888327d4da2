CREATE TYPE job_state AS ENUM ('queued', 'it''s running', 'a, b', '');
COMMENT ON TYPE job_state IS 'where a job is';
CREATE TABLE job (id integer, state job_state NOT NULL DEFAULT 'queued', history job_state[] DEFAULT '{}');
