CREATE SCHEMA tools;
CREATE EXTENSION citext;
CREATE EXTENSION hstore WITH SCHEMA tools;
CREATE TABLE person (email citext, tags tools.hstore);
