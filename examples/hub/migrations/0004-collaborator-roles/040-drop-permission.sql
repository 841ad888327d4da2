-- Last, when nothing reads the column any more. Its check and its column privilege go with it.

DROP INDEX public.instance_collaborator_admin_idx;
CREATE INDEX instance_collaborator_admin_idx ON public.instance_collaborator (instance_id) WHERE role = 'admin';

-- pgbale: allow drop-column "moved to role by 020-data.sql"
ALTER TABLE public.instance_collaborator DROP COLUMN permission;
