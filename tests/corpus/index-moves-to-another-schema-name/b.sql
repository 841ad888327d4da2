CREATE SCHEMA lab;
CREATE TABLE public.one (a integer);
CREATE TABLE lab.one (a integer);
CREATE INDEX same ON lab.one (a);
