CREATE FUNCTION public.watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TABLE public.event (id integer PRIMARY KEY, note text) PARTITION BY RANGE (id);
CREATE TABLE public.event_low PARTITION OF public.event FOR VALUES FROM (0) TO (10);
CREATE TABLE public.event_high PARTITION OF public.event FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id);
CREATE TABLE public.event_high_1 PARTITION OF public.event_high DEFAULT;
CREATE TRIGGER watch AFTER INSERT ON public.event FOR EACH ROW EXECUTE FUNCTION public.watch();
