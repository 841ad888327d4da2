CREATE TABLE public.visits (seat integer, at tstzrange, void boolean);
