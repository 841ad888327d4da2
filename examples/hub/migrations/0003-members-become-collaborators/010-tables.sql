-- One word for one thing: "member" stays with organizations. Everything is renamed in place, so rows, privileges,
-- policies and dependent objects are kept.

ALTER TABLE public.instance_member RENAME TO instance_collaborator;
ALTER TABLE public.instance_collaborator RENAME COLUMN member_id TO collaborator_id;

ALTER TABLE public.instance_collaborator RENAME CONSTRAINT instance_member_pkey TO instance_collaborator_pkey;
ALTER TABLE public.instance_collaborator
    RENAME CONSTRAINT instance_member_permission_check TO instance_collaborator_permission_check;
ALTER TABLE public.instance_collaborator
    RENAME CONSTRAINT instance_member_instance_id_fkey TO instance_collaborator_instance_id_fkey;
ALTER TABLE public.instance_collaborator
    RENAME CONSTRAINT instance_member_member_id_fkey TO instance_collaborator_collaborator_id_fkey;
ALTER TABLE public.instance_collaborator
    RENAME CONSTRAINT instance_member_added_by_fkey TO instance_collaborator_added_by_fkey;

ALTER INDEX public.instance_member_member_id_idx RENAME TO instance_collaborator_collaborator_id_idx;
ALTER INDEX public.instance_member_admin_idx RENAME TO instance_collaborator_admin_idx;

ALTER VIEW public.instance_overview RENAME COLUMN member_count TO collaborator_count;
