CREATE TABLE public.visits (seat integer, at tstzrange, void boolean, off boolean,
    CONSTRAINT apart EXCLUDE USING gist (at WITH &&) WHERE (NOT void AND NOT off));
