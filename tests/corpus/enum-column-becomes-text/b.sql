-- The type can go only when nothing says it any more.
CREATE TABLE job (id integer, state text NOT NULL DEFAULT 'new', past text[] DEFAULT '{new}');
CREATE INDEX job_open ON job (id) WHERE state = 'new';
CREATE VIEW open_job AS SELECT id, state FROM job WHERE state = 'new';
