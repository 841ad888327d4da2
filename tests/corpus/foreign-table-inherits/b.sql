CREATE EXTENSION file_fdw;
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE TABLE public.reading (at timestamptz, value numeric);
CREATE FOREIGN TABLE public.reading_2019 (source text) INHERITS (public.reading)
    SERVER files OPTIONS (filename '/nowhere/2019.csv', format 'csv');
