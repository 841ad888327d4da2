CREATE SCHEMA tools;
CREATE EXTENSION citext WITH SCHEMA tools;
CREATE EXTENSION hstore;
CREATE TABLE person (email tools.citext, tags hstore);
