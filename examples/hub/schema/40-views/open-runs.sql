CREATE VIEW hub.open_run WITH (security_invoker = true, security_barrier = true) AS
SELECT r.number, r.status, r.started_by, r.created_at, now() - r.created_at > r.time_limit AS is_late
FROM hub.cloud_run AS r
WHERE r.finished_at IS NULL;
COMMENT ON VIEW hub.open_run IS 'Runs that still cost money';
GRANT SELECT ON hub.open_run TO authenticated, service_role;
