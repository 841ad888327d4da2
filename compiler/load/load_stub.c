/*
 * load_stub: an extension that targets have and the scratch server has not.
 *
 * For the catalogs an extension is a row with a name and a schema. That row alone is made, as only a
 * superuser can: then CREATE EXTENSION IF NOT EXISTS and COMMENT ON EXTENSION in the files find it, ALTER
 * EXTENSION ... ADD makes stubs of types and functions members of it.
 */
#include "load_inner.h"

static const char making[] =
    "WITH made AS (INSERT INTO pg_catalog.pg_extension"
    " (oid, extname, extowner, extnamespace, extrelocatable, extversion)"
    " SELECT pg_catalog.pg_nextoid('pg_catalog.pg_extension', 'oid', 'pg_catalog.pg_extension_oid_index'), "
    "%s,"
    " (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user),"
    " pg_catalog.quote_ident(%s)::pg_catalog.regnamespace, false, 'stub' RETURNING oid, extnamespace) "
    "INSERT INTO pg_catalog.pg_depend (classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype)"
    " SELECT 'pg_catalog.pg_extension'::pg_catalog.regclass, oid, 0,"
    " 'pg_catalog.pg_namespace'::pg_catalog.regclass, extnamespace, 0, 'n' FROM made";

static void free_memory(char **p)
{
    PQfreemem(*p);
}

bool load_is_stub(const struct source_statement *s)
{
    return text_equal(s->object.kind, "extension") && source_directive(s, DIRECTIVE_STUB);
}

const char *load_stub(struct arena *a, PGconn *db, const struct source_statement *s)
{
    if (!load_is_stub(s))
        return NULL;
    const char *in = s->object.schema ? s->object.schema : "public";
    owned(free_memory) char *name = PQescapeLiteral(db, s->object.name, strlen(s->object.name));
    owned(free_memory) char *schema = PQescapeLiteral(db, in, strlen(in));

    return name && schema ? format(a, making, name, schema) : NULL;
}
