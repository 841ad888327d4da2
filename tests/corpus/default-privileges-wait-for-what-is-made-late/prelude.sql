DO $$ BEGIN CREATE ROLE corpus_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
