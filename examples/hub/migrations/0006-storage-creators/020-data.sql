-- pgbale: expect-rows 0..
UPDATE public.storage
SET uid = substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)
WHERE uid IS NULL;

ALTER TABLE public.storage
    ALTER COLUMN uid SET DEFAULT substr(replace(gen_random_uuid()::text, '-', ''), 1, 12),
    ALTER COLUMN uid SET NOT NULL,
    ADD CONSTRAINT storage_uid_key UNIQUE (uid),
    ADD CONSTRAINT storage_uid_check CHECK (uid ~ '^[0-9a-z]{12}$');
