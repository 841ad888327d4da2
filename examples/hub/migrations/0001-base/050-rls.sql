-- Row level security and privileges of accounts.
-- Tables of public start out open to the API roles, so every file here takes all away first.

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.account FROM anon, authenticated;
GRANT SELECT (id, handle, name, avatar_url, website, created_at) ON public.account TO anon;
GRANT SELECT, DELETE ON public.account TO authenticated;
GRANT INSERT (id, handle, name, avatar_url, website) ON public.account TO authenticated;
GRANT UPDATE (handle, name, avatar_url, website) ON public.account TO authenticated;
GRANT ALL ON public.account TO service_role;

CREATE POLICY "Accounts are visible to everyone" ON public.account
    FOR SELECT USING (true);

CREATE POLICY "People register their own account" ON public.account
    FOR INSERT WITH CHECK (id = (SELECT auth.uid()));

CREATE POLICY "People edit their own account" ON public.account
    FOR UPDATE TO authenticated
    USING (id = (SELECT auth.uid()))
    WITH CHECK (id = (SELECT auth.uid()));

CREATE POLICY "Suspended accounts change nothing" ON public.account
    AS RESTRICTIVE FOR UPDATE USING (suspended_at IS NULL);
COMMENT ON POLICY "Suspended accounts change nothing" ON public.account IS 'Restrictive: narrows every other policy';

CREATE POLICY "An account's owner may delete it" ON public.account
    FOR DELETE TO authenticated USING (id = (SELECT auth.uid()));

-- Row level security and privileges of organizations, their users and invitations.

ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.organization FROM anon, authenticated;
GRANT SELECT (id, slug, title, is_public, created_at) ON public.organization TO anon;
GRANT SELECT, INSERT, DELETE ON public.organization TO authenticated;
GRANT UPDATE (slug, title, billing_email, is_public) ON public.organization TO authenticated;
GRANT ALL ON public.organization TO service_role;

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

CREATE POLICY "Owners manage invitations" ON public.invitation
    AS PERMISSIVE FOR ALL TO public
    USING (public.is_organization_owner((SELECT auth.uid()), organization_id))
    WITH CHECK (public.is_organization_owner((SELECT auth.uid()), organization_id));

CREATE POLICY "Invited people see their invitation" ON public.invitation
    FOR SELECT TO authenticated USING (lower(email) = lower((SELECT auth.email())));

CREATE POLICY "Accepted invitations stay as they are" ON public.invitation
    AS RESTRICTIVE FOR UPDATE TO authenticated USING (accepted_at IS NULL);

-- Row level security and privileges of storage.

ALTER TABLE public.storage ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.storage FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.storage TO authenticated;
GRANT UPDATE (description, region) ON public.storage TO authenticated;
GRANT ALL ON public.storage TO service_role;

CREATE POLICY "Storage is visible with its instances" ON public.storage
    FOR SELECT TO authenticated
    USING (account_id = (SELECT auth.uid()) OR public.can_read_storage((SELECT auth.uid()), id));

CREATE POLICY "Accounts register storage" ON public.storage
    FOR INSERT TO authenticated WITH CHECK (account_id = (SELECT auth.uid()));

CREATE POLICY "Accounts edit their storage" ON public.storage
    FOR UPDATE TO authenticated
    USING (account_id = (SELECT auth.uid()))
    WITH CHECK (account_id = (SELECT auth.uid()));

CREATE POLICY "Accounts drop storage that is not in use" ON public.storage
    FOR DELETE TO authenticated
    USING (account_id = (SELECT auth.uid()) AND NOT public.is_storage_in_use(id));

-- Row level security and privileges of instances.

ALTER TABLE public.instance ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.instance FROM anon, authenticated;
GRANT SELECT (id, owner_id, organization_id, name, engine, modules, client_version, is_public, created_at)
    ON public.instance TO anon;
GRANT SELECT, INSERT, DELETE ON public.instance TO authenticated;
GRANT UPDATE (name, storage_id, modules, client_version, is_public, is_locked, settings) ON public.instance
    TO authenticated;
GRANT ALL ON public.instance TO service_role;

CREATE POLICY "Public instances are visible" ON public.instance
    FOR SELECT USING (is_public);

CREATE POLICY "Owners and members see their instances" ON public.instance
    FOR SELECT TO authenticated
    USING (
        owner_id = (SELECT auth.uid())
        OR public.is_organization_member((SELECT auth.uid()), organization_id)
        OR public.is_instance_member((SELECT auth.uid()), id)
    );

CREATE POLICY "Accounts create instances for themselves or their organization" ON public.instance
    FOR INSERT TO authenticated
    WITH CHECK (
        owner_id = (SELECT auth.uid())
        AND (organization_id IS NULL OR public.is_organization_member((SELECT auth.uid()), organization_id))
    );

CREATE POLICY "Admins edit instances" ON public.instance
    FOR UPDATE TO authenticated
    USING (public.is_instance_admin((SELECT auth.uid()), id))
    WITH CHECK (public.is_instance_admin((SELECT auth.uid()), id));

CREATE POLICY "Owners delete instances" ON public.instance
    FOR DELETE TO authenticated USING (public.is_instance_owner((SELECT auth.uid()), id));

CREATE POLICY "Locked instances are kept" ON public.instance
    AS RESTRICTIVE FOR DELETE USING (NOT is_locked);

-- Row level security and privileges of members.

ALTER TABLE public.instance_member ENABLE ROW LEVEL SECURITY;

REVOKE ALL ON public.instance_member FROM anon, authenticated;
GRANT SELECT, INSERT, DELETE ON public.instance_member TO authenticated;
GRANT UPDATE (permission) ON public.instance_member TO authenticated;
GRANT ALL ON public.instance_member TO service_role;

CREATE POLICY "Members see each other" ON public.instance_member
    FOR SELECT TO authenticated
    USING (
        member_id = (SELECT auth.uid())
        OR public.is_instance_member((SELECT auth.uid()), instance_id)
        OR public.is_instance_owner((SELECT auth.uid()), instance_id)
    );

CREATE POLICY "Admins add members" ON public.instance_member
    FOR INSERT TO authenticated WITH CHECK (public.is_instance_admin((SELECT auth.uid()), instance_id));

CREATE POLICY "Admins change what members may do" ON public.instance_member
    FOR UPDATE TO authenticated USING (public.is_instance_admin((SELECT auth.uid()), instance_id));

CREATE POLICY "Only owners appoint admins" ON public.instance_member
    AS RESTRICTIVE FOR INSERT TO authenticated
    WITH CHECK (permission <> 'admin' OR public.is_instance_owner((SELECT auth.uid()), instance_id));

CREATE POLICY "Nobody changes their own permission" ON public.instance_member
    AS RESTRICTIVE FOR UPDATE TO authenticated
    USING (member_id <> (SELECT auth.uid()));

-- Row level security and privileges of database users and runs. Schema hub has no default privileges: what is not
-- granted here stays closed.

ALTER TABLE hub.db_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.db_user FORCE ROW LEVEL SECURITY;

GRANT SELECT (id, instance_id, name, valid_until, created_at), DELETE ON hub.db_user TO authenticated;
GRANT ALL ON hub.db_user TO service_role;

CREATE POLICY "Admins manage database users" ON hub.db_user
    AS PERMISSIVE FOR ALL TO authenticated
    USING (public.is_instance_admin((SELECT auth.uid()), instance_id));

CREATE POLICY "Members see valid database users" ON hub.db_user
    FOR SELECT TO authenticated
    USING (public.is_instance_member((SELECT auth.uid()), instance_id) AND valid_until > now());

ALTER TABLE hub.cloud_run ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON hub.cloud_run TO authenticated;
GRANT INSERT (started_by, image, time_limit), UPDATE (time_limit, status) ON hub.cloud_run TO authenticated;
GRANT ALL ON hub.cloud_run TO service_role;

CREATE POLICY "Runs are visible to those they concern" ON hub.cloud_run
    FOR SELECT TO authenticated
    USING (started_by = (SELECT auth.uid()) OR hub.can_see_cloud_run((SELECT auth.uid()), id));

CREATE POLICY "Accounts start runs" ON hub.cloud_run
    FOR INSERT TO authenticated WITH CHECK (started_by = (SELECT auth.uid()) AND status = 'queued');

CREATE POLICY "Accounts cancel their runs" ON hub.cloud_run
    FOR UPDATE TO authenticated
    USING (started_by = (SELECT auth.uid()) AND finished_at IS NULL)
    WITH CHECK (started_by = (SELECT auth.uid()));

ALTER TABLE hub.cloud_run_instance ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON hub.cloud_run_instance TO authenticated;
GRANT ALL ON hub.cloud_run_instance TO service_role;

CREATE POLICY "Links are visible from both ends" ON hub.cloud_run_instance
    FOR SELECT TO authenticated
    USING (
        public.is_instance_owner((SELECT auth.uid()), instance_id)
        OR public.is_instance_member((SELECT auth.uid()), instance_id)
        OR hub.can_see_cloud_run((SELECT auth.uid()), cloud_run_id)
    );

CREATE POLICY "Runs mount what their starter may change" ON hub.cloud_run_instance
    FOR INSERT TO authenticated
    WITH CHECK (
        public.is_instance_admin((SELECT auth.uid()), instance_id)
        AND hub.can_see_cloud_run((SELECT auth.uid()), cloud_run_id)
    );

-- Row level security and privileges of releases: everybody reads, only the service writes. Clients without the right
-- to read would take "no row" for "nothing is broken", so they ask public.client_is_supported, which fails closed.

ALTER TABLE hub.release ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.release FORCE ROW LEVEL SECURITY;

GRANT SELECT (version, breaks_client, min_client, released_at) ON hub.release TO authenticated;
GRANT SELECT, INSERT ON hub.release TO service_role;

CREATE POLICY "Releases are no secret" ON hub.release
    FOR SELECT TO authenticated, service_role USING (true);

CREATE POLICY "The service records releases" ON hub.release
    FOR INSERT TO service_role WITH CHECK (released_at <= now());
