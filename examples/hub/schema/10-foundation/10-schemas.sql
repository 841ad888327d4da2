-- public is what the API serves; hub is what the service keeps to itself and opens table by table.

CREATE SCHEMA hub;
COMMENT ON SCHEMA hub IS 'Runs, credentials, releases and the audit trail: not served by default';
GRANT USAGE ON SCHEMA hub TO authenticated, service_role;

CREATE EXTENSION pg_trgm WITH SCHEMA extensions;
