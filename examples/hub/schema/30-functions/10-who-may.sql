-- The questions that policies ask. They run as their owner, because a policy that reads a table with policies
-- of its own would go round in circles; so each is pinned to a search_path and closed to PUBLIC.

CREATE FUNCTION public.is_organization_member(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (SELECT FROM public.organization_user AS u WHERE u.user_id = who AND u.organization_id = which)
$$;
COMMENT ON FUNCTION public.is_organization_member(uuid, uuid) IS 'Is this user in this organization, in any role?';
REVOKE ALL ON FUNCTION public.is_organization_member(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_organization_member(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_organization_owner(who uuid, which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM public.organization_user AS u
        WHERE u.user_id = who AND u.organization_id = which AND u.role = 'owner'
    );
END
$$;
REVOKE ALL ON FUNCTION public.is_organization_owner(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_organization_owner(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_organization_empty(which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM public.organization_user AS u WHERE u.organization_id = which);
END
$$;
COMMENT ON FUNCTION public.is_organization_empty(uuid) IS 'Whoever founds an organization becomes its first user';
REVOKE ALL ON FUNCTION public.is_organization_empty(uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_organization_empty(uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_instance_owner(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance AS i
        WHERE i.id = which
          AND (i.owner_id = who OR public.is_organization_owner(who, i.organization_id))
    )
$$;
REVOKE ALL ON FUNCTION public.is_instance_owner(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_instance_owner(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_instance_collaborator(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance_collaborator AS c WHERE c.instance_id = which AND c.collaborator_id = who
    )
$$;
COMMENT ON FUNCTION public.is_instance_collaborator(uuid, uuid) IS 'Owners are not collaborators of what they own';
REVOKE ALL ON FUNCTION public.is_instance_collaborator(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_instance_collaborator(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_instance_admin(who uuid, which uuid) RETURNS boolean
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
REVOKE ALL ON FUNCTION public.is_instance_admin(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_instance_admin(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.can_read_storage(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance AS i
        WHERE i.storage_id = which
          AND (i.is_public OR i.owner_id = who OR public.is_instance_collaborator(who, i.id))
    )
$$;
REVOKE ALL ON FUNCTION public.can_read_storage(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.can_read_storage(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_storage_in_use(which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ SELECT EXISTS (SELECT FROM public.instance AS i WHERE i.storage_id = which) $$;
REVOKE ALL ON FUNCTION public.is_storage_in_use(uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_storage_in_use(uuid) TO authenticated, service_role;

CREATE FUNCTION hub.can_see_cloud_run(who uuid, which bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = ''
AS $$
    SELECT EXISTS (SELECT FROM hub.cloud_run AS r WHERE r.id = which AND r.started_by = who)
        OR EXISTS (
            SELECT FROM hub.cloud_run_instance AS l
            WHERE l.cloud_run_id = which AND public.is_instance_admin(who, l.instance_id)
        )
$$;
COMMENT ON FUNCTION hub.can_see_cloud_run(uuid, bigint) IS 'Who started a run, and the admins of what it touches';
REVOKE ALL ON FUNCTION hub.can_see_cloud_run(uuid, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.can_see_cloud_run(uuid, bigint) TO authenticated;
