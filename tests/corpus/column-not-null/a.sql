CREATE TABLE one (a integer, b integer NOT NULL, c text DEFAULT 'x');
