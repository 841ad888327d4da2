CREATE TABLE one (
    a integer, b varchar(10), c text, d timestamp, e numeric(8,2), f integer[], g integer DEFAULT 5, h text DEFAULT '7'
);
