-- Views check the reader's own rights (security_invoker), or they would show every row of every table.

CREATE VIEW public.instance_overview WITH (security_invoker = true) AS
SELECT i.id,
       o.handle || '/' || i.name AS slug,
       i.is_public,
       s.root AS storage_root,
       s.account_id AS storage_owner_id,
       (SELECT count(*) FROM public.instance_member AS m WHERE m.instance_id = i.id) AS member_count
FROM public.instance AS i
JOIN public.account AS o ON o.id = i.owner_id
LEFT JOIN public.storage AS s ON s.id = i.storage_id;
COMMENT ON VIEW public.instance_overview IS 'What the start page lists';
COMMENT ON COLUMN public.instance_overview.slug IS 'owner/name';
REVOKE ALL ON public.instance_overview FROM anon, authenticated;
GRANT SELECT ON public.instance_overview TO authenticated;

CREATE VIEW hub.open_run WITH (security_invoker = true, security_barrier = true) AS
SELECT r.number, r.status, r.started_by, r.created_at, now() - r.created_at > r.time_limit AS is_late
FROM hub.cloud_run AS r
WHERE r.finished_at IS NULL;
COMMENT ON VIEW hub.open_run IS 'Runs that still cost money';
GRANT SELECT ON hub.open_run TO authenticated, service_role;
