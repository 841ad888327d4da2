-- Row level security and privileges of database users and runs. Schema hub has no default privileges: what is not
-- granted here stays closed.

ALTER TABLE hub.db_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.db_user FORCE ROW LEVEL SECURITY;

GRANT SELECT (id, instance_id, name, valid_until, created_at), DELETE ON hub.db_user TO authenticated;
GRANT ALL ON hub.db_user TO service_role;

CREATE POLICY "Admins manage database users" ON hub.db_user
    AS PERMISSIVE FOR ALL TO authenticated
    USING (public.is_instance_admin((SELECT auth.uid()), instance_id));

CREATE POLICY "Collaborators see valid database users" ON hub.db_user
    FOR SELECT TO authenticated
    USING (public.is_instance_collaborator((SELECT auth.uid()), instance_id) AND valid_until > now());

ALTER TABLE hub.cloud_run ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON hub.cloud_run TO authenticated;
GRANT INSERT (started_by, image, time_limit), UPDATE (time_limit, status) ON hub.cloud_run TO authenticated;
GRANT ALL ON hub.cloud_run TO service_role;

CREATE POLICY "Runs are visible to those they concern" ON hub.cloud_run
    FOR SELECT TO authenticated
    USING (started_by = (SELECT auth.uid()) OR hub.can_see_cloud_run((SELECT auth.uid()), id));

CREATE POLICY "Accounts start runs" ON hub.cloud_run
    FOR INSERT TO authenticated
    WITH CHECK (started_by = (SELECT auth.uid()) AND status = 'queued' AND time_limit <= interval '1 day');

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
        OR public.is_instance_collaborator((SELECT auth.uid()), instance_id)
        OR hub.can_see_cloud_run((SELECT auth.uid()), cloud_run_id)
    );

CREATE POLICY "Runs mount what their starter may change" ON hub.cloud_run_instance
    FOR INSERT TO authenticated
    WITH CHECK (
        public.is_instance_admin((SELECT auth.uid()), instance_id)
        AND hub.can_see_cloud_run((SELECT auth.uid()), cloud_run_id)
    );

ALTER TABLE hub.cloud_run_event ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON hub.cloud_run_event TO authenticated;
GRANT ALL ON hub.cloud_run_event TO service_role;

CREATE POLICY "Events are visible with their run" ON hub.cloud_run_event
    FOR SELECT TO authenticated
    USING (EXISTS (SELECT FROM hub.cloud_run WHERE cloud_run.id = cloud_run_event.cloud_run_id));

CREATE POLICY "Debug events are for the service" ON hub.cloud_run_event
    AS RESTRICTIVE FOR SELECT TO anon, authenticated USING (level > 1);
