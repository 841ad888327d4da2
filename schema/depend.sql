/*
 * Dependencies between user objects as pg_depend records them; aliases.sql says what stands for what. What ties
 * a table to its parents and to its type is an object of its own; a partition only vanishes with its table ('o').
 * The index of a constraint vanishes with a column, but the constraint that owns it does so only when it says
 * that itself: not with one that its predicate reads.
 */
select d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid,
       case when i.inhrelid is not null then 'o'
            when d.classid = 'pg_class'::regclass
                 and d.objid in (select k.conindid from pg_constraint k where k.contype in ('p', 'u', 'x')) then 'n'
            else d.deptype end
  from pg_depend d
  left join pg_inherits i on d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
                         and d.objsubid = 0 and d.refobjsubid = 0
                         and i.inhrelid = d.objid and i.inhparent = d.refobjid
 /* Nearly all rows are about user objects, so an index on one of the two is of no use. */
 where least(d.objid, d.refobjid) >= 16384 and d.deptype in ('n', 'a', 'i')
   /* A type and what it comes with, a constraint and its triggers: the two ends are one object. */
   and not (d.deptype = 'i' and d.classid in ('pg_type'::regclass, 'pg_trigger'::regclass))
   and not (i.inhrelid is not null and d.deptype = 'n')
   and not (d.classid = 'pg_class'::regclass and d.objsubid = 0 and d.refclassid = 'pg_type'::regclass
            and exists (select from pg_class c where c.oid = d.objid and c.reloftype = d.refobjid))
   /* What a foreign key to a partitioned table is at each partition goes and comes with the whole. */
   and not (d.classid = 'pg_constraint'::regclass
            and d.objid in (select p.oid from pg_constraint p
                              join pg_constraint w on w.oid = p.conparentid and w.conrelid = p.conrelid))
