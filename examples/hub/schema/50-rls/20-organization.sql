-- Row level security and privileges of organizations, their users and invitations.

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.organization FROM anon, authenticated;
GRANT SELECT (id, slug, title, is_public, created_at) ON public.organization TO anon;
GRANT SELECT, INSERT, DELETE ON public.organization TO authenticated;
GRANT UPDATE (slug, title, billing_email, is_public) ON public.organization TO authenticated;
GRANT ALL ON public.organization TO service_role;

-- pgbale: allow policy-without-to "public means everybody"
CREATE POLICY "Public organizations are visible" ON public.organization
    FOR SELECT USING (is_public);

CREATE POLICY "Users see their organizations" ON public.organization
    FOR SELECT TO authenticated
    USING (created_by = (SELECT auth.uid()) OR public.is_organization_member((SELECT auth.uid()), id));

CREATE POLICY "Accounts found organizations" ON public.organization
    FOR INSERT TO authenticated WITH CHECK (created_by = (SELECT auth.uid()));

CREATE POLICY "Owners edit their organization" ON public.organization
    FOR UPDATE TO authenticated
    USING (public.is_organization_owner((SELECT auth.uid()), id))
    WITH CHECK (public.is_organization_owner((SELECT auth.uid()), id));

CREATE POLICY "Owners dissolve their organization" ON public.organization
    FOR DELETE TO authenticated USING (public.is_organization_owner((SELECT auth.uid()), id));

ALTER TABLE public.organization_user ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.organization_user FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.organization_user TO authenticated;
GRANT UPDATE (role) ON public.organization_user TO authenticated;
GRANT ALL ON public.organization_user TO service_role;

CREATE POLICY "Users see who is in their organizations" ON public.organization_user
    FOR SELECT TO authenticated
    USING (user_id = (SELECT auth.uid()) OR public.is_organization_member((SELECT auth.uid()), organization_id));

CREATE POLICY "Owners add users, founders add themselves" ON public.organization_user
    FOR INSERT TO authenticated
    WITH CHECK (
        public.is_organization_owner((SELECT auth.uid()), organization_id)
        OR (user_id = (SELECT auth.uid()) AND role = 'owner' AND public.is_organization_empty(organization_id))
    );

-- pgbale: allow update-without-check "an owner may not move a row to another organization: USING holds for it too"
CREATE POLICY "Owners change roles" ON public.organization_user
    FOR UPDATE TO authenticated
    USING (public.is_organization_owner((SELECT auth.uid()), organization_id));

CREATE POLICY "Owners remove users, users leave" ON public.organization_user
    FOR DELETE TO authenticated
    USING (user_id = (SELECT auth.uid()) OR public.is_organization_owner((SELECT auth.uid()), organization_id));

ALTER TABLE public.invitation ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.invitation FROM anon, authenticated;
GRANT SELECT (id, organization_id, email, role, invited_by, expires_at, accepted_at) ON public.invitation
    TO authenticated;
GRANT INSERT, DELETE ON public.invitation TO authenticated;
GRANT UPDATE (role, expires_at) ON public.invitation TO authenticated;
GRANT ALL ON public.invitation TO service_role;

-- pgbale: allow policy-without-to "nobody without an account owns an organization"
CREATE POLICY "Owners manage invitations" ON public.invitation
    AS PERMISSIVE FOR ALL TO public
    USING (public.is_organization_owner((SELECT auth.uid()), organization_id))
    WITH CHECK (public.is_organization_owner((SELECT auth.uid()), organization_id));

CREATE POLICY "Invited people see their invitation" ON public.invitation
    FOR SELECT TO authenticated USING (lower(email) = lower((SELECT auth.email())));

CREATE POLICY "Accepted invitations stay as they are" ON public.invitation
    AS RESTRICTIVE FOR UPDATE TO authenticated USING (accepted_at IS NULL);
