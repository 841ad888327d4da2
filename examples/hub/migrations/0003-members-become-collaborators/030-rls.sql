-- The same rules under new names.

ALTER POLICY "Members see each other" ON public.instance_collaborator
    RENAME TO "Collaborators see each other";
ALTER POLICY "Admins add members" ON public.instance_collaborator
    RENAME TO "Admins add collaborators";
ALTER POLICY "Admins change what members may do" ON public.instance_collaborator
    RENAME TO "Admins change what collaborators may do";
ALTER POLICY "Owners remove members" ON public.instance_collaborator
    RENAME TO "Owners remove collaborators";
ALTER POLICY "Owners and members see their instances" ON public.instance
    RENAME TO "Owners and collaborators see their instances";
ALTER POLICY "Members see valid database users" ON hub.db_user
    RENAME TO "Collaborators see valid database users";
