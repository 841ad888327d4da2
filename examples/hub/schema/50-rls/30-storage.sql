-- Row level security and privileges of storage.

ALTER TABLE public.storage ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.storage FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.storage TO authenticated;
GRANT UPDATE (description, region) ON public.storage TO authenticated;
GRANT ALL ON public.storage TO service_role;

CREATE POLICY "Storage is visible with its instances" ON public.storage
    FOR SELECT TO authenticated
    USING (created_by = (SELECT auth.uid()) OR public.can_read_storage((SELECT auth.uid()), id));

CREATE POLICY "Accounts register storage" ON public.storage
    FOR INSERT TO authenticated WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY "Accounts edit their storage" ON public.storage
    FOR UPDATE TO authenticated
    USING (created_by = (SELECT auth.uid()))
    WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY "Accounts drop storage that is not in use" ON public.storage
    FOR DELETE TO authenticated
    USING (created_by = (SELECT auth.uid()) AND NOT public.is_storage_in_use(id));
