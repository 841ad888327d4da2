CREATE TABLE public.events (kind text, id integer) PARTITION BY LIST (kind);
CREATE TABLE public.clicks PARTITION OF public.events FOR VALUES IN ('click');
CREATE UNIQUE INDEX clicks_kind_id_idx ON public.clicks (kind, id);
CREATE UNIQUE INDEX events_kind_id_idx ON public.events (kind, id);
