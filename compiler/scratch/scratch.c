/*
 * scratch: see scratch.h.
 */
#include "scratch.h"

#include "cluster.h"

#include <ctype.h>
#include <unistd.h>

#define APPLICATION "pgbale scratch"
#define SHARED_PREFIX "pgbale_scratch_"

struct scratch {
    struct arena *arena;
    struct cluster *cluster; /* NULL: a server that the user named */
    const char *dsn;
    PGconn *admin;
    unsigned major;
    const char *version;
    const char **databases; /* made here and not dropped yet */
    size_t n_databases, room;
    unsigned made;
};

static void ignore_notice(void *nothing, const PGresult *notice)
{
    (void)nothing;
    (void)notice;
}

bool scratch_connect(struct scratch *s, const char *name, PGconn **out, struct fail *f)
{
    bool good;

    if (s->cluster) {
        const char *extra[] = { "host",    cluster_socket(s->cluster),
                                "port",    "5432",
                                "user",    "postgres",
                                "dbname",  name,
                                "sslmode", "disable",
                                "options", "-c client_min_messages=warning",
                                NULL };
        good = pg_connect(NULL, APPLICATION, extra, out, f);
    } else {
        const char *extra[] = { "dbname", name, NULL };
        good = pg_connect(s->dsn, APPLICATION, extra, out, f);
    }
    if (good)
        PQsetNoticeReceiver(*out, ignore_notice, NULL);
    return good;
}

static bool check_server(struct scratch *s, unsigned major, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    if (!pg_rows(s->admin,
                 "SELECT pg_catalog.current_setting('server_version_num'),"
                 " (SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)",
                 0, NULL, FAIL_SERVER, &r, f))
        return false;
    s->version = arena_text(s->arena, PQgetvalue(r, 0, 0));
    s->major = (unsigned)(strtoul(s->version, NULL, 10) / 10000);
    if (major && s->major != major) {
        fail_named(f, FAIL_FAILED, "scratch.version", "the scratch server %s is PostgreSQL %u, not %u",
                   pg_where(s->arena, s->admin), s->major, major);
        return fail_hint(f, "Name a server of that version, or leave --scratch out.");
    }
    if (*PQgetvalue(r, 0, 1) != 't') {
        fail_named(f, FAIL_FAILED, "scratch.privilege",
                   "the role on the scratch server %s may not create databases",
                   pg_where(s->arena, s->admin));
        return fail_hint(f, "Grant it CREATEDB, or leave --scratch out to use a private server.");
    }
    return true;
}

static bool open_server(struct scratch *s, const char *dsn, unsigned major, struct fail *f)
{
    if (!dsn) {
        if (!cluster_start(s->arena, major, &s->cluster, f) || !scratch_connect(s, "postgres", &s->admin, f))
            return false;
    } else {
        s->dsn = arena_text(s->arena, dsn);
        if (!pg_connect(dsn, APPLICATION, NULL, &s->admin, f))
            return fail_context(f, "scratch server");
        PQsetNoticeReceiver(s->admin, ignore_notice, NULL);
    }
    return check_server(s, major, f);
}

bool scratch_open(struct arena *a, const char *dsn, unsigned major, struct scratch **out, struct fail *f)
{
    struct scratch *s = arena_alloc(a, sizeof *s);

    s->arena = a;
    if (!open_server(s, dsn && *dsn ? dsn : NULL, major, f)) {
        scratch_close(&s);
        return false;
    }
    *out = s;
    return true;
}

static bool drop(struct scratch *s, const char *name, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    return pg_run(s->admin, format(a, "DROP DATABASE IF EXISTS %s WITH (FORCE)", name), FAIL_FAILED, f);
}

void scratch_close(struct scratch **s)
{
    struct fail ignored;

    if (!*s)
        return;
    struct scratch *was = *s;
    *s = NULL;
    /* The databases of a private server go with it. */
    for (size_t i = 0; !was->cluster && was->admin && i < was->n_databases; i++)
        if (!drop(was, was->databases[i], &ignored))
            break;
    pg_finish(&was->admin);
    cluster_stop(&was->cluster);
}

unsigned scratch_major(const struct scratch *s)
{
    return s->major;
}

const char *scratch_version(const struct scratch *s)
{
    return s->version;
}

bool scratch_is_private(const struct scratch *s)
{
    return s->cluster != NULL;
}

PGconn *scratch_admin(const struct scratch *s)
{
    return s->admin;
}

bool scratch_is_shared(PGconn *db)
{
    return text_starts(PQdb(db), SHARED_PREFIX);
}

static size_t find(const struct scratch *s, const char *name)
{
    size_t i = 0;

    while (i < s->n_databases && strcmp(s->databases[i], name) != 0)
        i++;
    return i;
}

bool scratch_database(struct scratch *s, const char *from, PGconn **out, struct fail *f)
{
    struct arena *a = s->arena;
    /* Names are made of letters, digits and underscores only, so they need no quotes. */
    const char *name = s->cluster ? format(a, "scratch_%u", ++s->made)
                                  : format(a, SHARED_PREFIX "%ld_%u", (long)getpid(), ++s->made);

    if (from && find(s, from) == s->n_databases)
        return fail(f, FAIL_FAILED, "\"%s\" is not a scratch database of this run", from);
    /* Copying files is much faster than logging each page, once the source has grown. */
    const char *strategy = from && s->major >= 15 ? " STRATEGY FILE_COPY" : "";
    if (!pg_run(s->admin,
                format(a, "CREATE DATABASE %s TEMPLATE %s%s", name, from ? from : "template0", strategy),
                FAIL_FAILED, f))
        return fail_context(f, "cannot make a scratch database");
    if (s->n_databases == s->room)
        s->databases = arena_grow(a, s->databases, s->n_databases, &s->room, sizeof *s->databases);
    s->databases[s->n_databases++] = name;
    return scratch_connect(s, name, out, f);
}

bool scratch_drop(struct scratch *s, PGconn **db, struct fail *f)
{
    if (!*db)
        return true;
    const char *name = arena_text(s->arena, PQdb(*db));
    pg_finish(db);
    size_t at = find(s, name);
    if (at == s->n_databases)
        return fail(f, FAIL_FAILED, "\"%s\" is not a scratch database of this run", name);
    s->databases[at] = s->databases[--s->n_databases];
    return drop(s, name, f);
}

/* Percent-encodes what is not plain in a URI. */
static void add_encoded(struct text *t, const char *s)
{
    for (; *s; s++) {
        if (isalnum((unsigned char)*s) || strchr("-_.~", *s))
            text_add_bytes(t, s, 1);
        else
            text_addf(t, "%%%02X", (unsigned)(unsigned char)*s);
    }
}

static void add_parameter(struct text *t, char *sign, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    text_addf(t, "%c%s=", *sign, name);
    add_encoded(t, value);
    *sign = '&';
}

static void free_options(PQconninfoOption **options)
{
    PQconninfoFree(*options);
}

const char *scratch_dsn(struct arena *a, const struct scratch *s, const char *name)
{
    static const char *const kept[] = { "host",     "hostaddr", "port",        "user",      "password",
                                        "passfile", "sslmode",  "sslcert",     "sslkey",    "options",
                                        "sslcrl",   "service",  "sslrootcert", "gssencmode" };
    owned(free_options) PQconninfoOption *options = PQconninfo(s->admin);
    struct text t = text_new(a);
    char sign = '?';

    text_addf(&t, "postgresql:///%s", name);
    if (s->cluster) {
        add_parameter(&t, &sign, "host", cluster_socket(s->cluster));
        add_parameter(&t, &sign, "port", "5432");
        add_parameter(&t, &sign, "user", "postgres");
        return t.at;
    }
    for (const PQconninfoOption *o = options; o && o->keyword; o++)
        for (size_t i = 0; i < countof(kept); i++)
            if (strcmp(kept[i], o->keyword) == 0)
                add_parameter(&t, &sign, o->keyword, o->val);
    return t.at;
}
