DO $$ BEGIN PERFORM nextval('three'), nextval('three'); END $$;
