CREATE TABLE one (a integer, b integer NOT NULL DEFAULT 7, c text NOT NULL DEFAULT 'x' CHECK (c <> ''), d uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE);
