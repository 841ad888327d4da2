CREATE TABLE word (
    id integer PRIMARY KEY,
    letters text
);
