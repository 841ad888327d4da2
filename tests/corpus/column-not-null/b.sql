CREATE TABLE one (a integer NOT NULL, b integer, c text NOT NULL DEFAULT 'x');
