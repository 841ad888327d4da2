CREATE TABLE one (id bigint PRIMARY KEY, a integer NOT NULL DEFAULT 6, b text, c numeric(6,1) NOT NULL, d text DEFAULT 'x',
    CONSTRAINT d_fine CHECK (d <> ''));
