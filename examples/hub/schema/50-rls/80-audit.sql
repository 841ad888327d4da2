-- Row level security and privileges of the audit trail.

ALTER TABLE hub.audit_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.audit_event FORCE ROW LEVEL SECURITY;

GRANT SELECT ON hub.audit_event TO authenticated, service_role;

CREATE POLICY "People see what they did" ON hub.audit_event
    FOR SELECT TO authenticated USING (actor_id = (SELECT auth.uid()));
