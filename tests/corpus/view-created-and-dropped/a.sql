CREATE TABLE one (a integer, b text);
