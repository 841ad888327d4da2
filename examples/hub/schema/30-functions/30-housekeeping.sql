CREATE PROCEDURE hub.forget_old_invitations(age interval DEFAULT '90 days')
LANGUAGE sql
SET search_path = ''
AS $$ DELETE FROM public.invitation AS i WHERE i.expires_at < pg_catalog.now() - age $$;
COMMENT ON PROCEDURE hub.forget_old_invitations(interval) IS 'Nightly';
REVOKE ALL ON PROCEDURE hub.forget_old_invitations(interval) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE hub.forget_old_invitations(interval) TO service_role;

CREATE FUNCTION hub.refuse_change() RETURNS trigger
LANGUAGE plpgsql
SET search_path = ''
AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is not allowed', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
REVOKE ALL ON FUNCTION hub.refuse_change() FROM PUBLIC;

CREATE TRIGGER release_is_final BEFORE UPDATE OF version, breaks_client, min_client ON hub.release
    FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse_change();
