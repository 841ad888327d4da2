CREATE TABLE one (id integer, body text) WITH (autovacuum_vacuum_scale_factor=0.05, fillfactor=80);
CREATE TABLE two (id integer, body text) WITH (autovacuum_enabled=false, toast.autovacuum_vacuum_threshold=100);
CREATE TABLE three (id integer, body text);
