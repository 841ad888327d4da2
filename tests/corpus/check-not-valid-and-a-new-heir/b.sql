CREATE TABLE public.base (
    id integer PRIMARY KEY,
    size integer
);
CREATE TABLE public.heir (note text) INHERITS (public.base);
ALTER TABLE public.base ADD CONSTRAINT base_size CHECK (size > 0) NOT VALID;
