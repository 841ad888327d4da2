create table sale (region text, amount int, note text, check (note <> '')) partition by list (region);
create table sale_north partition of sale for values in ('north');
create index sale_note on sale (note);
create table sale_south (region text, amount int);
create table event (at date, place text);
create table concert (at date, band text);
