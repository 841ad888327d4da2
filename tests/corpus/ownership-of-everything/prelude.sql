DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus_owner') THEN CREATE ROLE corpus_owner SUPERUSER; END IF;
END $$;
