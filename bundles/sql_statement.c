/*
 * sql_statement: see sql_statement.h.
 */
#include "sql_statement.h"

#include "session.h"
#include "sql_scan.h"

#include <inttypes.h>
#include <strings.h>

/* One statement that is judged. */
struct judged {
    const char *where;
    const struct bale_statement *s;
    const struct sql_scan *scan;
    bool standalone;
};

static bool refuse(const struct judged *j, const char *name, const char *hint, struct fail *f,
                   const char *pattern, ...) printf_like(5, 6);

static bool refuse(const struct judged *j, const char *name, const char *hint, struct fail *f,
                   const char *pattern, ...)
{
    owned(arena_release) struct arena *a = arena_new();
    va_list args;

    va_start(args, pattern);
    const char *what = format_list(a, pattern, args);
    va_end(args);
    fail_named(f, FAIL_BALE, name, "%s: the statement of line %" PRIu64 ": %s", j->where, j->s->line, what);
    return *hint ? fail_hint(f, "%s", hint) : false;
}

/* --- shape ------------------------------------------------------------------------------------ */

static bool shape_check(const struct judged *j, struct fail *f)
{
    if (j->scan->unfinished.size)
        return refuse(j, "content.unterminated", "", f, "a literal, a quoted name or a comment does not end");
    if (j->scan->second.size)
        return refuse(j, "content.two-statements", "Each range of the manifest holds one statement.", f,
                      "another statement follows in the same range");
    if (j->scan->backslash.size)
        return refuse(j, "content.backslash", "Commands of psql are not SQL.", f,
                      "a backslash outside of a literal");
    if (j->scan->letters.size)
        return refuse(j, "content.letters", "Write names in double quotes; a space there may be none.", f,
                      "letters beyond ASCII in a word without quotes");
    if (j->scan->escaped.size)
        return refuse(j, "content.escaped-name", "Write the name as it is, in double quotes.", f,
                      "a name in escapes hides what it names");
    if (j->scan->ledger.size)
        return refuse(j, "content.ledger",
                      "The schema \"pgbale\" holds the ledger; only the applier writes there.", f,
                      "names the schema \"pgbale\"");
    return true;
}

/* --- commands that are not a step's business --------------------------------------------------- */

/* By the first word, and where one is given, the second. */
static const struct {
    const char *first, *second, *name;
} commands[] = {
    { "begin", NULL, "content.transaction" },
    { "start", NULL, "content.transaction" },
    { "commit", NULL, "content.transaction" },
    { "end", NULL, "content.transaction" },
    { "abort", NULL, "content.transaction" },
    { "rollback", NULL, "content.transaction" },
    { "savepoint", NULL, "content.transaction" },
    { "release", NULL, "content.transaction" },
    { "prepare", "transaction", "content.transaction" },
    { "set", "transaction", "content.transaction" },
    { "prepare", NULL, "content.session" },
    { "execute", NULL, "content.session" },
    { "deallocate", NULL, "content.session" },
    { "declare", NULL, "content.session" },
    { "fetch", NULL, "content.session" },
    { "move", NULL, "content.session" },
    { "close", NULL, "content.session" },
    { "discard", NULL, "content.session" },
    { "listen", NULL, "content.session" },
    { "unlisten", NULL, "content.session" },
    { "load", NULL, "content.session" },
    { "reset", NULL, "content.session" },
    { "copy", NULL, "content.copy" },
    { "checkpoint", NULL, "content.server" },
    { "reassign", NULL, "content.server" },
    { "alter", "system", "content.server" },
    { "alter", "database", "content.server" },
    { "create", "database", "content.server" },
    { "drop", "database", "content.server" },
    { "alter", "tablespace", "content.server" },
    { "create", "tablespace", "content.server" },
    { "drop", "tablespace", "content.server" },
    { "alter", "role", "content.server" },
    { "create", "role", "content.server" },
    { "drop", "role", "content.server" },
    { "alter", "group", "content.server" },
    { "create", "group", "content.server" },
    { "drop", "group", "content.server" },
    { "drop", "owned", "content.server" },
};

static const struct {
    const char *name, *hint;
} hints[] = {
    { "content.transaction",
      "Transactions belong to the applier, so that steps and ledger commit together." },
    { "content.session", "It changes the session that later statements run in." },
    { "content.copy", "COPY needs a client's data stream or files of the server; write INSERT." },
    { "content.server", "It acts on the whole server; let whoever runs the server do it." },
};

static const char *hint_of(const char *name)
{
    for (size_t i = 0; i < countof(hints); i++)
        if (strcmp(hints[i].name, name) == 0)
            return hints[i].hint;
    return "";
}

static bool commands_check(const struct judged *j, struct fail *f)
{
    const char *first = j->scan->head[0], *second = j->scan->head[1];
    bool user = strcmp(second, "user") == 0 && strcmp(j->scan->head[2], "mapping") != 0;

    for (size_t i = 0; i < countof(commands); i++)
        if (strcmp(commands[i].first, first) == 0 &&
            (!commands[i].second || strcmp(commands[i].second, second) == 0))
            return refuse(j, commands[i].name, hint_of(commands[i].name), f, "%s%s%s is not allowed", first,
                          commands[i].second ? " " : "", commands[i].second ? second : "");
    if (user && (strcmp(first, "create") == 0 || strcmp(first, "alter") == 0 || strcmp(first, "drop") == 0))
        return refuse(j, "content.server", hint_of("content.server"), f, "%s user is not allowed", first);
    return true;
}

/*
 * SET LOCAL of what no session pins, and SET CONSTRAINTS; nothing else. Some settings have words of their
 * own: SCHEMA is the search path, NAMES the encoding that later statements would be read in.
 */
static bool set_check(const struct judged *j, struct fail *f)
{
    static const char *const identity[] = {
        "role",         "session",
        "transaction",  "session_authorization",
        "search_path",  "session_replication_role",
        "lock_timeout", "schema",
        "catalog",      "client_encoding",
        "names",        "time",
        "xml",
    };
    const char *setting = j->scan->head[2];
    bool pinned = false;
    size_t n;
    const struct session_setting *table = session_step_table(&n);

    if (strcmp(j->scan->head[0], "set") != 0 || strcmp(j->scan->head[1], "constraints") == 0)
        return true;
    if (strcmp(j->scan->head[1], "local") != 0)
        return refuse(j, "content.session", hint_of("content.session"), f, "set for the session");
    if (!*setting)
        return refuse(j, "content.session", "Write the setting's name without quotes.", f,
                      "set local of a name in quotes");
    for (size_t i = 0; i < countof(identity); i++)
        pinned = pinned || strncmp(identity[i], setting, SCAN_WORD - 1) == 0;
    for (size_t i = 0; i < n; i++)
        pinned = pinned || strncasecmp(table[i].name, setting, SCAN_WORD - 1) == 0;
    return !pinned || refuse(j, "content.session", "The setting is pinned, so that proof and target agree.",
                             f, "set local %s", setting);
}

/* --- inside and outside of transactions -------------------------------------------------------- */

static bool one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static bool alone_ok(const struct sql_scan *s)
{
    static const char *const firsts[] = { "vacuum", "cluster", "reindex", "refresh" };
    static const char *const actions[] = { "validate", "detach" };

    if (s->concurrently || one_of(s->head[0], firsts, countof(firsts)) ||
        strcmp(s->head[1], "subscription") == 0)
        return true;
    if (strcmp(s->head[0], "alter") != 0)
        return false;
    return strcmp(s->head[1], "type") == 0 || strcmp(s->head[1], "domain") == 0 ||
           (strcmp(s->head[1], "table") == 0 && one_of(s->action, actions, countof(actions)));
}

static bool standalone_check(const struct judged *j, struct fail *f)
{
    static const char *const concurrent[] = { "create", "drop", "reindex", "alter" };
    const struct sql_scan *s = j->scan;

    if (j->standalone)
        return alone_ok(s) ||
               refuse(j, "content.standalone", "Outside of a transaction it could not be rolled back.", f,
                      "an ordinary statement in a standalone step");
    if (strcmp(s->head[0], "vacuum") == 0 ||
        (s->concurrently && one_of(s->head[0], concurrent, countof(concurrent))))
        return refuse(j, "content.standalone", "Its step must be standalone.", f,
                      "it cannot run in a transaction");
    return true;
}

/* --- the tag ---------------------------------------------------------------------------------- */

/* Statements whose tag does not begin with their own first word. */
static const struct {
    const char *first, *tag;
} other_tags[] = {
    { "with", "SELECT" },   { "with", "INSERT" },
    { "with", "UPDATE" },   { "with", "DELETE" },
    { "with", "MERGE" },    { "values", "SELECT" },
    { "table", "SELECT" },  { "", "SELECT" },
    { "create", "SELECT" }, { "import", "IMPORT FOREIGN SCHEMA" },
};

static bool tag_check(const struct judged *j, struct fail *f)
{
    const char *first = j->scan->head[0], *tag = j->s->tag;
    size_t size = strcspn(tag, " ");
    bool same = strlen(first) == size;

    for (size_t i = 0; i < size && same; i++)
        same = first[i] == (tag[i] >= 'A' && tag[i] <= 'Z' ? tag[i] + ('a' - 'A') : tag[i]);
    for (size_t i = 0; i < countof(other_tags) && !same; i++)
        same = strcmp(other_tags[i].first, first) == 0 && strcmp(other_tags[i].tag, tag) == 0;
    return same || refuse(j, "content.tag", "", f,
                          "it begins with \"%s\", so the server cannot answer \"%s\"", first, tag);
}

/* --- all of it -------------------------------------------------------------------------------- */

bool sql_statement_check(const char *where, struct bytes sql, const struct bale_statement *s, bool standalone,
                         struct sql_found *found, struct fail *f)
{
    struct sql_scan scan;
    const struct judged j = { .where = where, .s = s, .scan = &scan, .standalone = standalone };

    sql_scan_statement((struct bytes){ sql.at + s->start, (size_t)s->size }, &scan, found);
    return shape_check(&j, f) && commands_check(&j, f) && set_check(&j, f) && standalone_check(&j, f) &&
           tag_check(&j, f);
}

void sql_statement_find(struct bytes statement, struct sql_found *found)
{
    struct sql_scan scan;

    sql_scan_statement(statement, &scan, found);
}
