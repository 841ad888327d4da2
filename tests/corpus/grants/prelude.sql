DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus_reader') THEN CREATE ROLE corpus_reader; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus_writer') THEN CREATE ROLE corpus_writer; END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'corpus Writer') THEN CREATE ROLE "corpus Writer"; END IF;
END $$;
