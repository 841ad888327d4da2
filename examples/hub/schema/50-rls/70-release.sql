-- Row level security and privileges of releases: everybody reads, only the service writes. Clients without the right
-- to read would take "no row" for "nothing is broken", so they ask public.client_is_supported, which fails closed.

ALTER TABLE hub.release ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.release FORCE ROW LEVEL SECURITY;

GRANT SELECT (version, breaks_client, min_client, released_at) ON hub.release TO authenticated;
GRANT SELECT, INSERT ON hub.release TO service_role;

CREATE POLICY "Releases are no secret" ON hub.release
    FOR SELECT TO authenticated, service_role USING (true);

CREATE POLICY "The service records releases" ON hub.release
    FOR INSERT TO service_role WITH CHECK (released_at <= now());
