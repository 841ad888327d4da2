CREATE TYPE job_state AS ENUM ('queued', 'done');
CREATE TABLE job (id integer, state job_state NOT NULL DEFAULT 'queued');
CREATE VIEW open_job AS SELECT id FROM job WHERE state <> 'done';
