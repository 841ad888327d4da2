-- Row level security and privileges of collaborators.

ALTER TABLE public.instance_collaborator ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.instance_collaborator FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.instance_collaborator TO authenticated;
GRANT UPDATE (role) ON public.instance_collaborator TO authenticated;
GRANT ALL ON public.instance_collaborator TO service_role;

CREATE POLICY "Collaborators see each other" ON public.instance_collaborator
    FOR SELECT TO authenticated
    USING (
        collaborator_id = (SELECT auth.uid())
        OR public.is_instance_collaborator((SELECT auth.uid()), instance_id)
        OR public.is_instance_owner((SELECT auth.uid()), instance_id)
    );

CREATE POLICY "Admins add collaborators" ON public.instance_collaborator
    FOR INSERT TO authenticated WITH CHECK (public.is_instance_admin((SELECT auth.uid()), instance_id));

-- pgbale: allow update-without-check "an admin may not move a row to another instance: USING holds for it too"
CREATE POLICY "Admins change what collaborators may do" ON public.instance_collaborator
    FOR UPDATE TO authenticated USING (public.is_instance_admin((SELECT auth.uid()), instance_id));

CREATE POLICY "Only owners appoint admins" ON public.instance_collaborator
    AS RESTRICTIVE FOR INSERT TO authenticated
    WITH CHECK (role <> 'admin' OR public.is_instance_owner((SELECT auth.uid()), instance_id));

CREATE POLICY "Nobody changes their own role" ON public.instance_collaborator
    AS RESTRICTIVE FOR UPDATE TO authenticated
    USING (collaborator_id <> (SELECT auth.uid()));

CREATE POLICY "Owners remove collaborators" ON public.instance_collaborator
    FOR DELETE TO authenticated USING (public.is_instance_owner((SELECT auth.uid()), instance_id));
