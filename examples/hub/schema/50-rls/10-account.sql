-- Row level security and privileges of accounts.
-- Tables of public start out open to the API roles, so every file here takes all away first.

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.account FROM anon, authenticated;
GRANT SELECT (id, handle, name, avatar_url, website, created_at) ON public.account TO anon;
GRANT SELECT, DELETE ON public.account TO authenticated;
GRANT INSERT (id, handle, name, avatar_url, website) ON public.account TO authenticated;
GRANT UPDATE (handle, name, avatar_url, website) ON public.account TO authenticated;
GRANT ALL ON public.account TO service_role;

-- pgbale: allow policy-without-to "handles are public"
CREATE POLICY "Accounts are visible to everyone" ON public.account
    FOR SELECT USING (true);

-- pgbale: allow policy-always-true "the sign-up service creates accounts for others; the key binds id to auth.users"
CREATE POLICY "Signed-in people register accounts" ON public.account
    FOR INSERT TO authenticated WITH CHECK (true);

CREATE POLICY "People edit their own account" ON public.account
    FOR UPDATE TO authenticated
    USING (id = (SELECT auth.uid()))
    WITH CHECK (id = (SELECT auth.uid()));

CREATE POLICY "Suspended accounts change nothing" ON public.account
    AS RESTRICTIVE FOR UPDATE USING (suspended_at IS NULL);
COMMENT ON POLICY "Suspended accounts change nothing" ON public.account IS 'Restrictive: narrows every other policy';

CREATE POLICY "An account's owner may delete it" ON public.account
    FOR DELETE TO authenticated USING (id = (SELECT auth.uid()));
