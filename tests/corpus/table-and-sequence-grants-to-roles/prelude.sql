DO $$ BEGIN CREATE ROLE corpus_one; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN CREATE ROLE "corpus Two"; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
