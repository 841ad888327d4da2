-- What clients call by name.

-- pgbale: allow definer-open-to-anon "asked before signing up; answers yes or no"
CREATE FUNCTION public.handle_is_free(wanted text) RETURNS boolean
LANGUAGE sql STABLE STRICT SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$ SELECT NOT EXISTS (SELECT FROM public.account AS a WHERE a.handle = lower(wanted)) $$;
COMMENT ON FUNCTION public.handle_is_free(text) IS 'For the sign-up form, before anybody is signed in';
REVOKE ALL ON FUNCTION public.handle_is_free(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.handle_is_free(text) TO anon, authenticated, service_role;

-- pgbale: allow definer-open-to-anon "a client asks before it signs in"
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
    SELECT i.id, i.name, coalesce(c.role::text, 'owner')
    FROM public.instance AS i
    LEFT JOIN public.instance_collaborator AS c ON c.instance_id = i.id AND c.collaborator_id = auth.uid()
    WHERE (i.owner_id = auth.uid() OR c.instance_id IS NOT NULL) AND (i.is_public OR NOT only_public)
    ORDER BY i.name, i.id
$$;
REVOKE ALL ON FUNCTION public.my_instances(boolean) FROM PUBLIC, anon;
GRANT EXECUTE ON FUNCTION public.my_instances(boolean) TO authenticated, service_role;
