CREATE TYPE public.mood AS ENUM ('low', 'high');
CREATE TABLE public.note (
    id integer PRIMARY KEY,
    mood public.mood,
    owner text
);
ALTER TABLE public.note ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON public.note USING (true);
CREATE POLICY calm ON public.note AS RESTRICTIVE FOR SELECT USING (mood <> 'high');
