-- What first_rows.sql has become after all migrations.

DO $$
BEGIN
    ASSERT (SELECT string_agg(a.handle || '=' || c.role, ' ' ORDER BY a.handle, c.role)
            FROM public.instance_collaborator AS c JOIN public.account AS a ON a.id = c.collaborator_id)
        = 'ben=admin cleo=viewer cleo=editor', 'permissions became roles';
    ASSERT (SELECT count(DISTINCT uid) FROM public.storage WHERE created_by IS NOT NULL) = 2, 'storage has uids';
    ASSERT (SELECT count(*) FROM hub.audit_event) = 0, 'migrations left no trail';
END
$$;
