CREATE TABLE public.node (part integer, id integer, above integer, PRIMARY KEY (part, id),
    FOREIGN KEY (part, above) REFERENCES public.node) PARTITION BY RANGE (part);
CREATE TABLE public.node_1 PARTITION OF public.node FOR VALUES FROM (1) TO (10);
