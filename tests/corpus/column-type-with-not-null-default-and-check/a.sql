CREATE TABLE one (id integer PRIMARY KEY, a text DEFAULT '5', b varchar(5) NOT NULL, c numeric, d integer DEFAULT 1 NOT NULL,
    CONSTRAINT d_fine CHECK (d >= 0));
