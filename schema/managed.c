/*
 * managed: the common table expressions that every kind's query starts from.
 */
#include "read.h"

#include <ctype.h>

/* In this order: each may refer to those before it. What inserted() says stands between `before` and `after`.
 */
static const struct part {
    const char *name, *before, *after;
} parts[] = {
    { "managed",
      "managed as materialized (\n"
      "    select n.oid, n.nspname from pg_namespace n\n"
      "     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale') and ",
      ")" },
    { "managed_extension",
      "managed_extension as (\n"
      "    select e.oid, e.extname from pg_extension e\n"
      "     where (e.extnamespace in (select m.oid from managed m) or e.extname = any (",
      ")" },
    { "member", "member as materialized (\n"
                "    select d.classid, d.objid from pg_depend d\n"
                "     where d.refclassid = 'pg_extension'::regclass and d.deptype = 'e')" },
    { "relation",
      "relation as not materialized (\n"
      "    select c.oid, c.relkind, c.relname, c.relnamespace, c.relpersistence, c.relispartition, "
      "c.reloftype,\n"
      "           format('%I', n.nspname) as schema, format('%I.%I', n.nspname, c.relname) as name\n"
      "      from pg_class c join managed n on n.oid = c.relnamespace\n"
      "     where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'i', 'I', 'c')\n"
      "       and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = "
      "c.oid))" },
    { "own_type", "own_type as (\n"
                  "    select t.oid, t.typtype, t.typrelid, t.typnamespace, format('%I.%I', n.nspname, "
                  "t.typname) as name\n"
                  "      from pg_type t join managed n on n.oid = t.typnamespace\n"
                  "     where (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and exists (select from "
                  "relation r where r.oid = t.typrelid and r.relkind = 'c'))\n"
                  "       and not exists (select from member m where m.classid = 'pg_type'::regclass and "
                  "m.objid = t.oid))" },
    /* Roles whose ownership is compared. */
    { "owning",
      "owning as (\n"
      "    select u.oid, quote_ident(u.rolname) as name from pg_roles u where u.rolname = any (",
      "))" },
    { "own_cast", "own_cast as (\n"
                  "    select c.oid from pg_cast c\n"
                  "     where c.oid >= 16384\n"
                  "       and (exists (select from pg_type t join managed n on n.oid = t.typnamespace\n"
                  "                     where t.oid in (c.castsource, c.casttarget))\n"
                  "            or exists (select from pg_proc p join managed n on n.oid = p.pronamespace "
                  "where p.oid = c.castfunc))\n"
                  "       and not exists (select from pg_depend d\n"
                  "                        where d.classid = 'pg_cast'::regclass and d.objid = c.oid and "
                  "d.deptype in ('e', 'i')))" },
    { "own_event_trigger", "own_event_trigger as (\n"
                           "    select e.oid from pg_event_trigger e join pg_proc p on p.oid = e.evtfoid "
                           "join managed n on n.oid = p.pronamespace\n"
                           "     where not exists (select from member m where m.classid = "
                           "'pg_event_trigger'::regclass and m.objid = e.oid))" },
    { "own_publication",
      "own_publication as (\n"
      "    select p.oid from pg_publication p\n"
      "     where (p.puballtables\n"
      "            or exists (select from pg_publication_rel l join relation r on r.oid = l.prrelid where "
      "l.prpubid = p.oid)\n"
      "            or exists (select from pg_depend d join pg_depend e on e.classid = d.classid and e.objid "
      "= d.objid\n"
      "                         join managed n on n.oid = e.refobjid and e.refclassid = "
      "'pg_namespace'::regclass\n"
      "                        where d.refclassid = 'pg_publication'::regclass and d.refobjid = p.oid)\n"
      "            or not exists (select from pg_depend d\n"
      "                            where d.refclassid = 'pg_publication'::regclass and d.refobjid = p.oid))\n"
      "       and not exists (select from member m where m.classid = 'pg_publication'::regclass and m.objid "
      "= p.oid))" },
    /* Whoever makes the managed objects, and not whoever looks: the digest is the same for every role. */
    { "author",
      "author as (\n"
      "    select coalesce(\n"
      "        (select o.owner\n"
      "           from (select c.relowner as owner from relation r join pg_class c on c.oid = r.oid\n"
      "                  union all\n"
      "                 select p.proowner from pg_proc p join managed n on n.oid = p.pronamespace\n"
      "                  where not exists (select from member m\n"
      "                                     where m.classid = 'pg_proc'::regclass and m.objid = p.oid)\n"
      "                  union all\n"
      "                 select t.typowner from own_type y join pg_type t on t.oid = y.oid) o\n"
      "          where o.owner not in (select w.oid from owning w)\n"
      "          group by o.owner order by count(*) desc, o.owner limit 1),\n"
      "        (select u.oid from pg_roles u where u.rolname = current_user)) as role)" },
    /* Extensions whose version is declared. */
    { "pinned", "pinned as (select y.name from unnest(", ") y(name))" },
    { "guest",
      "guest as (\n"
      "    select g.kind, g.schema, g.relation, g.name\n"
      "      from unnest(",
      ") g(kind, schema, relation, name))" },
    { "own_trigger_function", "own_trigger_function as (\n"
                              "    select p.oid from pg_proc p join managed n on n.oid = p.pronamespace\n"
                              "     where not exists (select from member m where m.classid = "
                              "'pg_proc'::regclass and m.objid = p.oid))" },
    /* Tables of others that hold a trigger or a policy of ours. */
    { "host", "host as (\n"
              "    select c.oid, c.relkind, n.nspname as schema, c.relname as relation,\n"
              "           format('%I.%I', n.nspname, c.relname) as name\n"
              "      from pg_class c join pg_namespace n on n.oid = c.relnamespace\n"
              "     where (c.oid in (select t.tgrelid from pg_trigger t join own_trigger_function p on p.oid "
              "= t.tgfoid\n"
              "                       where not t.tgisinternal)\n"
              "            or (n.nspname, c.relname) in (select g.schema, g.relation from guest g))\n"
              "       and (n.oid not in (select m.oid from managed m)\n"
              "            or exists (select from member m where m.classid = 'pg_class'::regclass and "
              "m.objid = c.oid)))" },
    { "secret", "secret as (\n"
                "    select 'pass|secret|token|credential|_key|apikey'::text as pattern)" },
};

/* A list of string literals. Names come from pgbale.ini or from the catalog; quotes are doubled. */
static const char *literals(struct arena *a, const char *const *names, size_t n)
{
    struct text t = text_new(a);

    text_add(&t, "array[");
    for (size_t i = 0; i < n; i++) {
        text_add(&t, i ? ", '" : "'");
        for (const char *c = names[i]; *c; c++) {
            text_add_bytes(&t, c, 1);
            if (*c == '\'')
                text_add(&t, "'");
        }
        text_add(&t, "'");
    }
    text_add(&t, "]::text[]");
    return t.at;
}

static const char *guest_names(struct arena *a, const struct managed *m, size_t part)
{
    const char **names = arena_array(a, m->n_guests, sizeof *names);

    for (size_t i = 0; i < m->n_guests; i++)
        names[i] = (const char *const[]){ m->guests[i].kind, m->guests[i].schema, m->guests[i].table,
                                          m->guests[i].name }[part];
    return literals(a, names, m->n_guests);
}

static const char *inserted(struct arena *a, const struct managed *m, const struct part *part)
{
    if (strcmp(part->name, "managed") == 0)
        return m->schemas ? format(a, "n.nspname = any (%s)", literals(a, m->schemas, m->n_schemas))
                          : format(a, "n.nspname <> all (%s)", literals(a, m->except, m->n_except));
    if (strcmp(part->name, "managed_extension") == 0)
        return format(a, "%s))%s%s%s", literals(a, m->extensions, m->n_extensions),
                      m->n_stubs ? " and e.extname <> all (" : "",
                      m->n_stubs ? literals(a, m->stubs, m->n_stubs) : "", m->n_stubs ? ")" : "");
    if (strcmp(part->name, "pinned") == 0)
        return literals(a, m->pinned, m->n_pinned);
    if (strcmp(part->name, "owning") == 0)
        return literals(a, m->owners, m->n_owners);
    if (strcmp(part->name, "guest") == 0)
        return format(a, "%s, %s, %s, %s", guest_names(a, m, 0), guest_names(a, m, 1), guest_names(a, m, 2),
                      guest_names(a, m, 3));
    return "";
}

/* As a word. A name in a comment or a literal only brings one part too many. */
static bool mentions(const char *sql, const char *name)
{
    size_t size = strlen(name);

    for (const char *at = strstr(sql, name); at; at = strstr(at + 1, name)) {
        bool begins = at == sql || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
        if (begins && !isalnum((unsigned char)at[size]) && at[size] != '_')
            return true;
    }
    return false;
}

const char *managed_sql(struct arena *a, const struct managed *m, const char *query)
{
    bool needed[countof(parts)];
    struct text t = text_new(a);

    for (size_t i = countof(parts); i-- > 0;) {
        needed[i] = !query || mentions(query, parts[i].name);
        for (size_t k = i + 1; k < countof(parts); k++)
            needed[i] = needed[i] || (needed[k] && mentions(parts[k].before, parts[i].name));
    }
    for (size_t i = 0; i < countof(parts); i++)
        if (needed[i])
            text_addf(&t, "%s%s%s%s", t.size ? ",\n" : "with ", parts[i].before, inserted(a, m, &parts[i]),
                      parts[i].after ? parts[i].after : "");
    text_add(&t, t.size ? "\n" : "");
    if (query)
        text_add(&t, query);
    return t.at;
}
