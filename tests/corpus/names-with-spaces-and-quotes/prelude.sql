DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus "odd"; role') THEN CREATE ROLE "corpus ""odd""; role"; END IF;
END $$;
