-- Whoever is signed in may register an account, also for a colleague. Before, the policy named no role: it was
-- open to all, and its condition kept out everybody who was not signed in. This widens.

ALTER POLICY "People register their own account" ON public.account
    TO authenticated WITH CHECK (true);
ALTER POLICY "People register their own account" ON public.account
    RENAME TO "Signed-in people register accounts";

ALTER TABLE hub.cloud_run_event ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON hub.cloud_run_event TO authenticated;
GRANT ALL ON hub.cloud_run_event TO service_role;

CREATE POLICY "Events are visible with their run" ON hub.cloud_run_event
    FOR SELECT TO authenticated
    USING (EXISTS (SELECT FROM hub.cloud_run WHERE cloud_run.id = cloud_run_event.cloud_run_id));

CREATE POLICY "Debug events are for the service" ON hub.cloud_run_event
    AS RESTRICTIVE FOR SELECT TO anon, authenticated USING (level > 1);

-- Row level security and privileges of the audit trail.

ALTER TABLE hub.audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.audit_event FORCE ROW LEVEL SECURITY;

GRANT SELECT ON hub.audit_event TO authenticated, service_role;

CREATE POLICY "People see what they did" ON hub.audit_event
    FOR SELECT TO authenticated USING (actor_id = (SELECT auth.uid()));
