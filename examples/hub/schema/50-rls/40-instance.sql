-- Row level security and privileges of instances.

ALTER TABLE public.instance ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.instance FROM anon, authenticated;
GRANT SELECT (id, owner_id, organization_id, name, engine, modules, client_version, is_public, created_at)
    ON public.instance TO anon;
GRANT SELECT, INSERT, DELETE ON public.instance TO authenticated;
GRANT UPDATE (name, storage_id, modules, client_version, is_public, is_locked, settings) ON public.instance
    TO authenticated;
GRANT ALL ON public.instance TO service_role;

-- pgbale: allow policy-without-to "public means everybody"
CREATE POLICY "Public instances are visible" ON public.instance
    FOR SELECT USING (is_public);

CREATE POLICY "Owners and collaborators see their instances" ON public.instance
    FOR SELECT TO authenticated
    USING (
        owner_id = (SELECT auth.uid())
        OR public.is_organization_member((SELECT auth.uid()), organization_id)
        OR public.is_instance_collaborator((SELECT auth.uid()), id)
    );

CREATE POLICY "Accounts create instances for themselves or their organization" ON public.instance
    FOR INSERT TO authenticated
    WITH CHECK (
        owner_id = (SELECT auth.uid())
        AND (organization_id IS NULL OR public.is_organization_member((SELECT auth.uid()), organization_id))
    );

CREATE POLICY "Admins edit instances" ON public.instance
    FOR UPDATE TO authenticated
    USING (public.is_instance_admin((SELECT auth.uid()), id))
    WITH CHECK (public.is_instance_admin((SELECT auth.uid()), id));

CREATE POLICY "Owners delete instances" ON public.instance
    FOR DELETE TO authenticated USING (public.is_instance_owner((SELECT auth.uid()), id));

CREATE POLICY "Locked instances are kept" ON public.instance
    AS RESTRICTIVE FOR DELETE USING (NOT is_locked);
