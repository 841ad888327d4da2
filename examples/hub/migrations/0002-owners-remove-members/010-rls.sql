-- Members could be added but never removed: the table had no policy for DELETE, so the server removed nothing
-- and reported no error. This only widens what owners may do.

CREATE POLICY "Owners remove members" ON public.instance_member
    FOR DELETE TO authenticated USING (public.is_instance_owner((SELECT auth.uid()), instance_id));
