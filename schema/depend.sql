/* Dependencies between user objects as pg_depend records them; aliases.sql says what stands for what. */
select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
  from pg_depend d
 where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a', 'i')
