CREATE TYPE public.organization_role AS ENUM ('member', 'manager', 'owner');
COMMENT ON TYPE public.organization_role IS 'Rising: each role may do what the ones before it may';

CREATE TYPE public.collaborator_role AS ENUM ('viewer', 'editor', 'admin');
COMMENT ON TYPE public.collaborator_role IS 'What an account may do inside one instance';

CREATE TYPE public.storage_type AS ENUM ('s3', 'gs', 'local');

CREATE TYPE public.database_engine AS ENUM ('postgresql', 'sqlite');

CREATE TYPE hub.run_status AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

CREATE SEQUENCE hub.cloud_run_number_seq AS bigint START WITH 1000 CACHE 5;
COMMENT ON SEQUENCE hub.cloud_run_number_seq IS 'The number that people see; gaps are normal';
GRANT USAGE ON SEQUENCE hub.cloud_run_number_seq TO authenticated, service_role;
