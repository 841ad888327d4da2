CREATE TABLE person (
    id integer PRIMARY KEY,
    name text,
    nick text COLLATE "C",
    born date,
    active boolean NOT NULL DEFAULT true,
    seen timestamptz DEFAULT now(),
    token uuid DEFAULT gen_random_uuid(),
    upper_name text GENERATED ALWAYS AS (upper(name)) STORED,
    number bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT person_born CHECK (born > '1900-01-01')
);
COMMENT ON COLUMN person.nick IS 'short';
