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

CREATE FUNCTION public.is_instance_member(who uuid, which uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT FROM public.instance_member AS c WHERE c.instance_id = which AND c.member_id = who
    )
$$;
COMMENT ON FUNCTION public.is_instance_member(uuid, uuid) IS 'Owners are not members of what they own';
REVOKE ALL ON FUNCTION public.is_instance_member(uuid, uuid) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.is_instance_member(uuid, uuid) TO authenticated, service_role;

CREATE FUNCTION public.is_instance_admin(who uuid, which uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN public.is_instance_owner(who, which) OR EXISTS (
        SELECT FROM public.instance_member AS c
        WHERE c.instance_id = which AND c.member_id = who AND c.permission = 'admin'
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
          AND (i.is_public OR i.owner_id = who OR public.is_instance_member(who, i.id))
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

-- What clients call by name.

CREATE FUNCTION public.handle_is_free(wanted text) RETURNS boolean
LANGUAGE sql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ SELECT NOT EXISTS (SELECT FROM public.account AS a WHERE a.handle = lower(wanted)) $$;
COMMENT ON FUNCTION public.handle_is_free(text) IS 'For the sign-up form, before anybody is signed in';
REVOKE ALL ON FUNCTION public.handle_is_free(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.handle_is_free(text) TO anon, authenticated, service_role;

CREATE FUNCTION public.client_is_supported(client text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (SELECT r.min_client IS NULL
                OR string_to_array(client, '.')::integer[] >= string_to_array(r.min_client, '.')::integer[]
         FROM hub.release AS r
         ORDER BY r.breaks_client DESC, r.major DESC, r.minor DESC, r.patch DESC
         LIMIT 1),
        false)
$$;
COMMENT ON FUNCTION public.client_is_supported(text) IS
    'Compares as numbers with the newest breaking release; no release at all means no';
REVOKE ALL ON FUNCTION public.client_is_supported(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.client_is_supported(text) TO anon, authenticated, service_role;

CREATE FUNCTION public.my_instances(only_public boolean DEFAULT false)
RETURNS TABLE (id uuid, name text, role text)
LANGUAGE sql STABLE
SET search_path = ''
AS $$
    SELECT i.id, i.name, coalesce(c.permission, 'owner')
    FROM public.instance AS i
    LEFT JOIN public.instance_member AS c ON c.instance_id = i.id AND c.member_id = auth.uid()
    WHERE (i.owner_id = auth.uid() OR c.instance_id IS NOT NULL) AND (i.is_public OR NOT only_public)
    ORDER BY i.name, i.id
$$;
REVOKE ALL ON FUNCTION public.my_instances(boolean) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.my_instances(boolean) TO authenticated, service_role;

CREATE PROCEDURE hub.forget_old_invitations(age interval DEFAULT '90 days')
LANGUAGE sql
SET search_path = ''
AS $$ DELETE FROM public.invitation AS i WHERE i.expires_at < pg_catalog.now() - age $$;
COMMENT ON PROCEDURE hub.forget_old_invitations(interval) IS 'Nightly';
REVOKE ALL ON PROCEDURE hub.forget_old_invitations(interval) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE hub.forget_old_invitations(interval) TO service_role;

CREATE FUNCTION hub.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
REVOKE ALL ON FUNCTION hub.refuse_change() FROM PUBLIC;

CREATE TRIGGER release_is_final BEFORE UPDATE OF version, breaks_client, min_client ON hub.release
    FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse_change();
