CREATE TABLE one (a integer DEFAULT 3 + 4, b integer, c text DEFAULT 'it''s' || chr(10), d timestamptz DEFAULT '2020-01-01 00:00:00+00', e jsonb DEFAULT '{"a": [1, 2]}');
