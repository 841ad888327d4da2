CREATE TABLE one (id integer, body text) WITH (autovacuum_enabled=false, fillfactor=70);
CREATE TABLE two (id integer, body text);
CREATE TABLE three (id integer, body text) WITH (toast.autovacuum_enabled=false, parallel_workers=2);
