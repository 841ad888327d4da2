-- Which version of the hub is deployed, and which clients still work with it.

CREATE TABLE hub.release (
    version text NOT NULL,
    major integer GENERATED ALWAYS AS (split_part(version, '.', 1)::integer) STORED,
    minor integer GENERATED ALWAYS AS (split_part(version, '.', 2)::integer) STORED,
    patch integer GENERATED ALWAYS AS (split_part(version, '.', 3)::integer) STORED,
    breaks_client boolean NOT NULL,
    min_client text,
    released_by uuid,
    released_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT release_pkey PRIMARY KEY (version),
    CONSTRAINT release_version_check CHECK (version ~ '^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$'),
    CONSTRAINT release_min_client_check CHECK (min_client ~ '^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$'),
    CONSTRAINT release_breaks_client_check CHECK (NOT breaks_client OR min_client IS NOT NULL),
    CONSTRAINT release_released_by_fkey FOREIGN KEY (released_by) REFERENCES auth.users (id) ON DELETE SET NULL
);
COMMENT ON TABLE hub.release IS 'Deployed versions of the hub';
COMMENT ON COLUMN hub.release.min_client IS 'Oldest client that still works, once a release breaks older ones';

CREATE UNIQUE INDEX release_order_key ON hub.release (major DESC, minor DESC, patch DESC);
COMMENT ON INDEX hub.release_order_key IS 'Versions sort as numbers: 0.9 comes before 0.14';
