-- Fills hub.audit_event. That table has FORCE ROW LEVEL SECURITY and no INSERT policy: only an owner that bypasses
-- RLS, as the owner on the hosted service does, can write it, and only from here.

CREATE FUNCTION hub.log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = ''
AS $$
BEGIN
    INSERT INTO hub.audit_event (actor_id, action, relation, subject)
    VALUES (auth.uid(), TG_OP, TG_TABLE_NAME,
            CASE TG_OP WHEN 'DELETE' THEN pg_catalog.to_jsonb(OLD) ELSE pg_catalog.to_jsonb(NEW) END);
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION hub.log_change() FROM PUBLIC;

CREATE TRIGGER instance_audit AFTER INSERT OR DELETE ON public.instance
    FOR EACH ROW EXECUTE FUNCTION hub.log_change();
CREATE TRIGGER instance_audit_update AFTER UPDATE ON public.instance
    FOR EACH ROW WHEN (OLD.is_public IS DISTINCT FROM NEW.is_public OR OLD.owner_id IS DISTINCT FROM NEW.owner_id)
    EXECUTE FUNCTION hub.log_change();
CREATE TRIGGER instance_collaborator_audit AFTER INSERT OR UPDATE OR DELETE ON public.instance_collaborator
    FOR EACH ROW EXECUTE FUNCTION hub.log_change();
CREATE TRIGGER audit_event_is_final BEFORE TRUNCATE ON hub.audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse_change();
