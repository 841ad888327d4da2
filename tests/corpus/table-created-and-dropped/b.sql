CREATE TABLE kept (id integer);
CREATE TABLE bare ();
CREATE TABLE rich (
    id integer PRIMARY KEY,
    code varchar(20) COLLATE "C" NOT NULL UNIQUE,
    price numeric(10,2) DEFAULT 0.00 CHECK (price >= 0),
    total numeric GENERATED ALWAYS AS (price * 1.2) STORED,
    made timestamptz(3) NOT NULL DEFAULT now(),
    days integer[] DEFAULT '{1,2}',
    data jsonb,
    span interval day to second(2),
    bits bit varying(8),
    sign "char"
);
COMMENT ON TABLE rich IS E'line one\nline ''two'' \\ back';
COMMENT ON COLUMN rich.code IS 'a code';
COMMENT ON CONSTRAINT rich_pkey ON rich IS 'the key';
COMMENT ON INDEX rich_pkey IS 'the key''s index';
