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

/* What the DSN, else libpq's variables say about a keyword; NULL: nothing. In the arena. */
static const char *asked(struct arena *a, const char *dsn, const char *keyword)
{
    owned(conninfo_free) PQconninfoOption *given = dsn ? PQconninfoParse(dsn, NULL) : NULL;
    owned(conninfo_free) PQconninfoOption *defaults = PQconndefaults();
    const char *value = value_of(given, keyword);

    return arena_text(a, value ? value : value_of(defaults, keyword));
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
                           "RESET SESSION AUTHORIZATION; RESET ALL; %s, "
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

bool target_open(struct arena *a, const struct cli *cli, const struct target_options *options,
                 struct target *t, struct fail *f)
{
    const char *dsn = options->dsn ? options->dsn : getenv("POSTGRES_DSN");
    const char *extra[9] = { 0 };
    size_t n = 0;

    *t = TARGET_CLOSED;
    t->cli = cli;
    t->read_only = options->read_only;
    if (strictness(asked(a, dsn, "sslmode")) < strictness(options->sslmode))
        extra[n++] = "sslmode", extra[n++] = options->sslmode;
    /* An encryption that knows nothing of the server's certificate must not stand in for TLS. */
    if (strictness(options->sslmode) >= strictness("require"))
        extra[n++] = "gssencmode", extra[n++] = "disable";
    if (!asked(a, dsn, "connect_timeout"))
        extra[n++] = "connect_timeout", extra[n++] = "10";
    if (!pg_connect(dsn, options->application, extra, &t->wire.db, f)) {
        if (strstr(f->message, "certificate") || strstr(f->message, "SSL"))
            fail_hint(f,
                      "TCP connections to this environment need sslmode=%s at least. Give the certificate of "
                      "the authority with sslrootcert=FILE, or let the trust store's environment name "
                      "another \"sslmode\".",
                      options->sslmode);
        return false;
    }
    t->where = pg_where(a, t->wire.db);
    PQsetNoticeReceiver(t->wire.db, hear_notice, t);
    return wire_listen(&t->wire, f) && target_reset(t, f) && ask_who(a, t, f);
}

void target_close(struct target *t)
{
    wire_close(&t->wire);
}
