-- Row level security and privileges of projects.

ALTER TABLE public.project ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.project FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.project TO authenticated;
GRANT UPDATE (name, goal) ON public.project TO authenticated;
GRANT ALL ON public.project TO service_role;

CREATE POLICY "Users see the projects of their organizations" ON public.project
    FOR SELECT TO authenticated USING (public.is_organization_member((SELECT auth.uid()), organization_id));

CREATE POLICY "Users start projects" ON public.project
    FOR INSERT TO authenticated
    WITH CHECK (created_by = (SELECT auth.uid())
        AND public.is_organization_member((SELECT auth.uid()), organization_id));

CREATE POLICY "Owners and starters edit projects" ON public.project
    FOR UPDATE TO authenticated
    USING (created_by = (SELECT auth.uid())
        OR public.is_organization_owner((SELECT auth.uid()), organization_id));

CREATE POLICY "Owners drop projects" ON public.project
    FOR DELETE TO authenticated USING (public.is_organization_owner((SELECT auth.uid()), organization_id));
