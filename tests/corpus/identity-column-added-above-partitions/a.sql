CREATE TABLE public.reading (at date NOT NULL, value numeric) PARTITION BY RANGE (at);
CREATE TABLE public.reading_2020 PARTITION OF public.reading FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE TABLE public.base (a integer);
CREATE TABLE public.below () INHERITS (public.base);
