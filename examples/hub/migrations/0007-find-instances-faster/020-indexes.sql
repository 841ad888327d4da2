-- pgbale: standalone

-- Outside a transaction, so that nobody who writes to the table has to wait.
CREATE INDEX CONCURRENTLY instance_public_name_idx ON public.instance (lower(name) text_pattern_ops, created_at DESC)
    WHERE is_public;
