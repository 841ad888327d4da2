CREATE TABLE t (
    id uuid,
    flag boolean
);
