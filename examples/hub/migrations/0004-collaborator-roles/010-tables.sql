CREATE TYPE public.collaborator_role AS ENUM ('viewer', 'editor', 'admin');
COMMENT ON TYPE public.collaborator_role IS 'What an account may do inside one instance';

ALTER TABLE public.instance_collaborator ADD COLUMN role public.collaborator_role;
GRANT UPDATE (role) ON public.instance_collaborator TO authenticated;
