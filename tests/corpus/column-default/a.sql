CREATE TABLE one (a integer, b integer DEFAULT 1, c text DEFAULT 'x', d timestamptz DEFAULT now(), e jsonb);
