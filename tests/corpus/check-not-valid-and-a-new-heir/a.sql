CREATE TABLE public.base (
    id integer PRIMARY KEY,
    size integer
);
ALTER TABLE public.base ADD CONSTRAINT base_size CHECK (size > 0) NOT VALID;
