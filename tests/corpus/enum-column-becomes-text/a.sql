CREATE TYPE state AS ENUM ('new', 'done');
CREATE TABLE job (id integer, state state NOT NULL DEFAULT 'new', past state[] DEFAULT '{new}');
CREATE INDEX job_open ON job (id) WHERE state = 'new';
CREATE VIEW open_job AS SELECT id, state FROM job WHERE state = 'new';
