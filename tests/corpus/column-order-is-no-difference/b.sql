CREATE TABLE one (c date, a integer, b text);
