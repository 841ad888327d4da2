CREATE EXTENSION postgres_fdw SCHEMA public;
