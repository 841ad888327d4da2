CREATE TYPE kind AS ENUM ('x', 'y');
CREATE TABLE one (kind kind);
