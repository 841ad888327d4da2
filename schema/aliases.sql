/* Catalog rows that only stand for an object: a view's rule, a constraint's index, a table's row type... */
select 'pg_rewrite'::regclass::oid, w.oid, 0, 'pg_class'::regclass::oid, w.ev_class, 0
  from pg_rewrite w where w.oid >= 16384 and w.rulename = '_RETURN'
union all
select 'pg_class'::regclass::oid, c.conindid, 0, 'pg_constraint'::regclass::oid, c.oid, 0
  from pg_constraint c where c.oid >= 16384 and c.contype in ('p', 'u', 'x')
union all
select 'pg_type'::regclass::oid, t.oid, 0, 'pg_class'::regclass::oid, t.typrelid, 0
  from pg_type t where t.oid >= 16384 and t.typrelid <> 0
union all
select 'pg_type'::regclass::oid, t.typarray, 0, 'pg_type'::regclass::oid, t.oid, 0
  from pg_type t where t.oid >= 16384 and t.typarray <> 0
union all
select 'pg_attrdef'::regclass::oid, d.oid, 0, 'pg_class'::regclass::oid, d.adrelid, d.adnum
  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
 where a.attgenerated <> ''
union all
/* What the trigger of a partitioned table is at its partitions, unless it is switched on or off there by itself. */
select 'pg_trigger'::regclass::oid, t.oid, 0, 'pg_trigger'::regclass::oid, t.tgparentid, 0
  from pg_trigger t join pg_trigger p on p.oid = t.tgparentid and p.tgenabled = t.tgenabled
union all
/* The operators and functions that belong to a class. */
select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
  from pg_depend d
 where d.deptype = 'i' and d.objid >= 16384 and d.refclassid = 'pg_opclass'::regclass
union all
/* What comes with a type: the multirange, constructors and casts of a range. */
select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
  from pg_depend d
 where d.deptype = 'i' and d.objid >= 16384 and d.refclassid = 'pg_type'::regclass
   and d.classid in ('pg_type'::regclass, 'pg_proc'::regclass, 'pg_cast'::regclass)
union all
select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
  from pg_depend d where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'
