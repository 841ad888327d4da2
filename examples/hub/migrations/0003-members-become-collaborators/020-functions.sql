-- Policies follow a renamed function by themselves; the text in a function's body does not follow a renamed table.

ALTER FUNCTION public.is_instance_member(uuid, uuid) RENAME TO is_instance_collaborator;
COMMENT ON FUNCTION public.is_instance_collaborator(uuid, uuid) IS 'Owners are not collaborators of what they own';

CREATE OR REPLACE FUNCTION public.is_instance_collaborator(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance_collaborator AS c WHERE c.instance_id = which AND c.collaborator_id = who
    )
$$;

CREATE OR REPLACE FUNCTION public.is_instance_admin(who uuid, which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN public.is_instance_owner(who, which) OR EXISTS (
        SELECT FROM public.instance_collaborator AS c
        WHERE c.instance_id = which AND c.collaborator_id = who AND c.permission = 'admin'
    );
END
$$;

CREATE OR REPLACE FUNCTION public.can_read_storage(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance AS i
        WHERE i.storage_id = which
          AND (i.is_public OR i.owner_id = who OR public.is_instance_collaborator(who, i.id))
    )
$$;

CREATE OR REPLACE FUNCTION public.my_instances(only_public boolean DEFAULT false)
RETURNS TABLE (id uuid, name text, role text)
LANGUAGE sql STABLE
SET search_path = ''
AS $$
    SELECT i.id, i.name, coalesce(c.permission, 'owner')
    FROM public.instance AS i
    LEFT JOIN public.instance_collaborator AS c ON c.instance_id = i.id AND c.collaborator_id = auth.uid()
    WHERE (i.owner_id = auth.uid() OR c.instance_id IS NOT NULL) AND (i.is_public OR NOT only_public)
    ORDER BY i.name, i.id
$$;
