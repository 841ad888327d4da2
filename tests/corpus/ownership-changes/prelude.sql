DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus_alice') THEN CREATE ROLE corpus_alice; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus_bob') THEN CREATE ROLE corpus_bob; END IF;
END $$;
