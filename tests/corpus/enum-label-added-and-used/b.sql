-- A new label cannot be used before the transaction that adds it has ended.
CREATE TYPE job_state AS ENUM ('draft', 'queued', 'running', 'paused', 'done', 'failed');
CREATE TABLE job (
    id integer,
    state job_state NOT NULL DEFAULT 'draft',
    CONSTRAINT sane CHECK (state <> 'running' OR id > 0)
);
CREATE INDEX job_failed ON job (id) WHERE state = 'failed';
CREATE VIEW open_job AS SELECT id FROM job WHERE state NOT IN ('done', 'failed');
CREATE FUNCTION running() RETURNS job_state LANGUAGE sql IMMUTABLE BEGIN ATOMIC; SELECT 'running'::job_state; END;
