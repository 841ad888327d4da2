-- public is what the API serves; hub is what the service keeps to itself and opens table by table.

CREATE SCHEMA hub;
COMMENT ON SCHEMA hub IS 'Runs, credentials, releases and the audit trail: not served by default';
GRANT USAGE ON SCHEMA hub TO authenticated, service_role;

CREATE EXTENSION pg_trgm WITH SCHEMA extensions;

CREATE TYPE public.organization_role AS ENUM ('member', 'manager', 'owner');
COMMENT ON TYPE public.organization_role IS 'Rising: each role may do what the ones before it may';

CREATE TYPE public.storage_type AS ENUM ('s3', 'gs', 'local');

CREATE TYPE public.database_engine AS ENUM ('postgresql', 'sqlite');

CREATE TYPE hub.run_status AS ENUM ('queued', 'running', 'done', 'failed');

CREATE SEQUENCE hub.cloud_run_number_seq AS bigint START WITH 1000 CACHE 5;
COMMENT ON SEQUENCE hub.cloud_run_number_seq IS 'The number that people see; gaps are normal';
GRANT USAGE ON SEQUENCE hub.cloud_run_number_seq TO authenticated, service_role;

CREATE FUNCTION hub.touch_updated_at() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    NEW.updated_at := pg_catalog.now();
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION hub.touch_updated_at() IS 'Row trigger: the server decides when a row was last changed';
REVOKE ALL ON FUNCTION hub.touch_updated_at() FROM PUBLIC;
