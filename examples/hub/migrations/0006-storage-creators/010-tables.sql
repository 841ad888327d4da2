-- Four policies and a view read this column. They follow the rename: their stored text changes, their meaning does
-- not.

ALTER TABLE public.storage RENAME COLUMN account_id TO created_by;
ALTER TABLE public.storage RENAME CONSTRAINT storage_account_id_fkey TO storage_created_by_fkey;
ALTER INDEX public.storage_account_id_idx RENAME TO storage_created_by_idx;

ALTER TABLE public.storage ADD COLUMN uid text;
COMMENT ON COLUMN public.storage.uid IS 'Short name that clients write into their file records';
