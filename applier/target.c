/*
 * target: see target.h.
 *
 * The session's own settings are those for reading the state: our queries want the same canonical
 * output and the same empty search path.
 */
#include "target.h"

#include "pg.h"
#include "session.h"

static const char *const sslmodes[] = { "disable", "allow", "prefer", "require", "verify-ca", "verify-full" };

/* Strictness of an sslmode; what libpq does not know is not strict at all. */
static size_t strictness(const char *sslmode)
{
    for (size_t i = 0; sslmode && i < countof(sslmodes); i++)
        if (strcmp(sslmodes[i], sslmode) == 0)
            return i;
    return 0;
}

static void conninfo_free(PQconninfoOption **options)
{
    PQconninfoFree(*options);
}

static const char *value_of(const PQconninfoOption *o, const char *keyword)
{
    for (; o && o->keyword; o++)
        if (strcmp(o->keyword, keyword) == 0)
            return o->val && *o->val ? o->val : NULL;
    return NULL;
}

/* What a variable or the service says, and not what libpq says by itself. */
static const char *value_by_user(const PQconninfoOption *o, const char *keyword)
{
    for (; o && o->keyword; o++)
        if (strcmp(o->keyword, keyword) == 0) {
            const char *variable = o->envvar ? getenv(o->envvar) : NULL;
            return (variable && *variable) || !text_equal(o->val, o->compiled) ? value_of(o, keyword) : NULL;
        }
    return NULL;
}

/* What the DSN, else libpq's variables say about a keyword; NULL: nothing. In the arena. */
static const char *asked(struct arena *a, const char *dsn, const char *keyword)
{
    owned(conninfo_free) PQconninfoOption *given = dsn ? PQconninfoParse(dsn, NULL) : NULL;
    owned(conninfo_free) PQconninfoOption *defaults = PQconndefaults();
    const char *value = value_of(given, keyword);

    return arena_text(a, value ? value : value_by_user(defaults, keyword));
}

/* Foreign text, and there may be much of it: capped here, escaped by cli_note. */
static void hear_notice(void *context, const PGresult *notice)
{
    struct target *t = context;
    const char *severity = PQresultErrorField(notice, PG_DIAG_SEVERITY);
    const char *message = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);

    if (t->n_notices < NOTICES_MOST)
        cli_note(t->cli, "server: %s: %.*s", severity ? severity : "NOTICE", NOTICE_SIZE,
                 message ? message : "");
    else if (t->n_notices == NOTICES_MOST)
        cli_note(t->cli, "server: more notices are not shown");
    t->n_notices++;
}

bool target_reset(struct target *t, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    return wire_run(&t->wire, "cannot set up the session",
                    format(a,
                           "RESET SESSION AUTHORIZATION; RESET ALL; DEALLOCATE ALL; %s, "
                           "pg_catalog.set_config('default_transaction_isolation', 'read committed', false), "
                           "pg_catalog.set_config('default_transaction_read_only', '%s', false), "
                           "pg_catalog.set_config('default_transaction_deferrable', 'off', false), "
                           "pg_catalog.set_config('lock_timeout', '60000', false), "
                           "pg_catalog.set_config('idle_in_transaction_session_timeout', '300000', false), "
                           "pg_catalog.set_config('synchronous_commit', 'on', false)",
                           session_digest_settings(a, true), t->read_only ? "on" : "off"),
                    FAIL_SERVER, f);
}

static const char *text_of(struct arena *a, const PGresult *r, int column)
{
    return arena_text(a, PQgetvalue(r, 0, column));
}

static bool ask_who(struct arena *a, struct target *t, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    static const char sql[] = "SELECT pg_backend_pid(), current_setting('is_superuser') = 'on', "
                              "pg_is_in_recovery(), current_setting('server_version'), current_database(), "
                              "session_user";

    if (!wire_rows(&t->wire, "cannot ask the server who it is", sql, 0, NULL, FAIL_SERVER, &r, f))
        return false;
    t->pooled = PQbackendPID(t->wire.db) != (int)strtol(PQgetvalue(r, 0, 0), NULL, 10);
    t->superuser = *PQgetvalue(r, 0, 1) == 't';
    t->standby = *PQgetvalue(r, 0, 2) == 't';
    t->server_version = text_of(a, r, 3);
    t->database = text_of(a, r, 4);
    t->user = text_of(a, r, 5);
    t->major = (unsigned)(PQserverVersion(t->wire.db) / 10000);
    return true;
}

/* Is everything that may be connected to a Unix socket? */
static bool is_local(struct arena *a, const char *dsn)
{
    const char *host = asked(a, dsn, "host");

    if (asked(a, dsn, "hostaddr"))
        return false;
    for (; host && *host; host += strcspn(host, ","), host += *host == ',')
        if (*host != '/' && *host != '@' && *host != ',')
            return false;
    return true;
}

/* libpq reads the service that PGSERVICE names into its defaults: so we see what a DSN's service says. */
static void show_service(const char *dsn)
{
    owned(conninfo_free) PQconninfoOption *given = dsn ? PQconninfoParse(dsn, NULL) : NULL;
    const char *service = value_of(given, "service");

    if (service)
        setenv("PGSERVICE", service, 1);
}

enum { CONNECT_MOST = 10 };

struct wishes {
    const char *at[2 * CONNECT_MOST + 1]; /* name, value, ..., NULL */
    size_t n;
};

static void wish(struct wishes *w, const char *name, const char *value)
{
    w->at[w->n++] = name, w->at[w->n++] = value;
}

static void wish_unless_asked(struct arena *a, const char *dsn, struct wishes *w, const char *name,
                              const char *value)
{
    if (!asked(a, dsn, name))
        wish(w, name, value);
}

static void wish_for_tcp(struct arena *a, const char *dsn, const struct target_options *options,
                         struct wishes *w)
{
    if (strictness(asked(a, dsn, "sslmode")) < strictness(options->sslmode))
        wish(w, "sslmode", options->sslmode);
    wish_unless_asked(a, dsn, w, "tcp_user_timeout", "60000");
    wish_unless_asked(a, dsn, w, "keepalives_idle", "30");
    if (strictness(options->sslmode) < strictness("require"))
        return;
    /* An encryption that knows nothing of the server's certificate must not stand in for TLS. */
    wish(w, "gssencmode", "disable");
    wish_unless_asked(a, dsn, w, "ssl_min_protocol_version", "TLSv1.3");
    if (!options->any_login)
        wish(w, "channel_binding", "require");
}

static const char *connect_hint(struct arena *a, const char *message, const char *sslmode)
{
    if (strstr(message, "channel binding"))
        return "The server wants a password in the clear, an MD5 password, a certificate or nothing at all, "
               "none of "
               "which proves that it is the server whose certificate was seen. Let the login use SCRAM "
               "(password_encryption = scram-sha-256), or say \"channel_binding\": \"prefer\" in the trust "
               "store's "
               "environment.";
    if (strstr(message, "protocol version"))
        return "Connections need TLS 1.3; for an older server say ssl_min_protocol_version=TLSv1.2 in the "
               "connection "
               "string.";
    if (strstr(message, "certificate") || strstr(message, "SSL"))
        return format(a,
                      "TCP connections to this environment need sslmode=%s at least. Give the certificate of "
                      "the authority with sslrootcert=FILE, or let the trust store's environment name "
                      "another \"sslmode\".",
                      sslmode);
    return NULL;
}

bool target_open(struct arena *a, const struct cli *cli, const struct target_options *options,
                 struct target *t, struct fail *f)
{
    const char *dsn = options->dsn ? options->dsn : getenv("POSTGRES_DSN");
    struct wishes wishes = { .n = 0 };

    *t = TARGET_CLOSED;
    t->cli = cli;
    t->read_only = options->read_only;
    show_service(dsn);
    wish_unless_asked(a, dsn, &wishes, "connect_timeout", "10");
    if (!is_local(a, dsn))
        wish_for_tcp(a, dsn, options, &wishes);
    if (!pg_connect(dsn, options->application, wishes.at, &t->wire.db, f)) {
        const char *hint = connect_hint(a, f->message, options->sslmode);
        return hint ? fail_hint(f, "%s", hint) : false;
    }
    t->where = pg_where(a, t->wire.db);
    PQsetNoticeReceiver(t->wire.db, hear_notice, t);
    return wire_listen(&t->wire, f) && target_reset(t, f) && ask_who(a, t, f);
}

void target_close(struct target *t)
{
    wire_close(&t->wire);
}
