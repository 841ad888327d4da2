-- The helper changes its meaning together with the column it reads: no policy that calls it changes its text, and all
-- of them would fail at run time if the old body stayed.

CREATE OR REPLACE FUNCTION public.is_instance_admin(who uuid, which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN public.is_instance_owner(who, which) OR EXISTS (
        SELECT FROM public.instance_collaborator AS c
        WHERE c.instance_id = which AND c.collaborator_id = who AND c.role = 'admin'
    );
END
$$;

CREATE OR REPLACE FUNCTION public.my_instances(only_public boolean DEFAULT false)
RETURNS TABLE (id uuid, name text, role text)
LANGUAGE sql STABLE
SET search_path = ''
AS $$
    SELECT i.id, i.name, coalesce(c.role::text, 'owner')
    FROM public.instance AS i
    LEFT JOIN public.instance_collaborator AS c ON c.instance_id = i.id AND c.collaborator_id = auth.uid()
    WHERE (i.owner_id = auth.uid() OR c.instance_id IS NOT NULL) AND (i.is_public OR NOT only_public)
    ORDER BY i.name, i.id
$$;

ALTER POLICY "Only owners appoint admins" ON public.instance_collaborator
    WITH CHECK (role <> 'admin' OR public.is_instance_owner((SELECT auth.uid()), instance_id));

ALTER POLICY "Nobody changes their own permission" ON public.instance_collaborator
    RENAME TO "Nobody changes their own role";
