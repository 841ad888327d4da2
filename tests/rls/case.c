/*
 * case: see case.h.
 */
#include "case.h"

#include "file.h"

void case_die(const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    printf("Bail out! ");
    vprintf(pattern, args);
    printf("\n");
    va_end(args);
    exit(99);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* ------------------------------------------------------------ files */

struct lines {
    struct arena *arena;
    const char **at;
    size_t n, room;
};

static void push(struct lines *l, const char *line)
{
    if (l->n == l->room)
        l->at = arena_grow(l->arena, l->at, l->n, &l->room, sizeof *l->at);
    l->at[l->n++] = line;
}

static const char *next_word(struct arena *a, const char **at)
{
    *at += strspn(*at, " ");
    size_t size = strcspn(*at, " ");
    const char *word = arena_copy(a, *at, size);
    *at += size;
    return word;
}

/* The parts of "a,b,c". */
static struct lines parts(struct arena *a, const char *list)
{
    struct lines l = { .arena = a };

    for (;;) {
        size_t size = strcspn(list, ",");
        push(&l, arena_copy(a, list, size));
        if (!list[size])
            return l;
        list += size + 1;
    }
}

/* "widens anon,staff SELECT,INSERT app.doc" -> one line per cell. */
static void push_expected(struct arena *a, struct lines *out, const char *line)
{
    const char *class = next_word(a, &line);
    struct lines roles = parts(a, next_word(a, &line)), commands = parts(a, next_word(a, &line));
    const char *object = line + strspn(line, " ");

    for (size_t r = 0; r < roles.n; r++)
        for (size_t c = 0; c < commands.n; c++)
            push(out, format(a, "%s %s %s %s", class, roles.at[r], commands.at[c], object));
}

static struct transition read_one(struct arena *a, const char *folder, const char *name)
{
    static const char expect[] = "-- expect: ";
    struct bytes text;
    struct fail f = { 0 };
    struct transition t = { .name = arena_copy(a, name, strlen(name) - strlen(".sql")) };
    struct lines expected = { .arena = a };

    if (!file_read(a, format(a, "%s/%s", folder, name), FILE_SMALL, &text, &f))
        case_die("%s", f.message);
    const char *at = (const char *)text.at, *before = strstr(at, "\n-- before\n"),
               *after = strstr(at, "\n-- after\n");
    if (!before || !after || before > after)
        case_die("%s has no \"-- before\" and \"-- after\"", name);
    for (const char *line = at; line < before; line = strchr(line, '\n') + 1)
        if (text_starts(line, expect))
            push_expected(a, &expected,
                          arena_copy(a, line + strlen(expect), strcspn(line + strlen(expect), "\n")));
    if (expected.n > 1)
        qsort(expected.at, expected.n, sizeof *expected.at, by_text);
    t.expected = expected.at;
    t.n_expected = expected.n;
    t.before = arena_copy(a, before, (size_t)(after - before));
    t.after = after;
    return t;
}

const struct transition *transitions_read(struct arena *a, const char *folder, size_t *n)
{
    struct names names;
    struct fail f = { 0 };

    if (!file_list(a, folder, &names, &f))
        case_die("%s", f.message);
    struct transition *list = arena_array(a, names.count, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < names.count; i++)
        if (text_ends(names.at[i], ".sql"))
            list[(*n)++] = read_one(a, folder, names.at[i]);
    return list;
}

/* ------------------------------------------------------------ database */

void case_run(PGconn *db, const char *sql, const char *what)
{
    struct fail f = { 0 };

    if (!pg_run(db, sql, FAIL_FAILED, &f))
        case_die("%s: %s %s", what, f.message, f.detail);
}

void case_run_file(struct arena *a, PGconn *db, const char *path)
{
    struct fail f = { 0 };
    struct bytes text;

    if (!file_read(a, path, FILE_SMALL, &text, &f))
        case_die("%s", f.message);
    case_run(db, (const char *)text.at, path);
}

PGconn *case_database(struct arena *a, const char *base)
{
    static const char roles[] =
        "create role anon nologin; create role authenticated nologin; create role staff nologin;"
        "create role alice nologin in role staff; create role bob nologin noinherit in role staff;"
        "create role service nologin bypassrls; create role keeper nologin; create role carol nologin;";
    struct fail f = { 0 };
    PGconn *db = NULL;

    if (!pg_connect(NULL, "rls", NULL, &db, &f))
        case_die("%s", f.message);
    case_run(db, "set client_min_messages = error", "settings");
    case_run(db, roles, "roles");
    case_run_file(a, db, base);
    return db;
}

const struct access_state *case_state(struct arena *a, PGconn *db)
{
    static const char *const schemas[] = { "app" };
    const struct managed managed = { .schemas = schemas, .n_schemas = 1 };
    const struct access_state *s;
    struct fail f = { 0 };

    if (!access_read_within(a, db, &managed, &s, &f))
        case_die("%s %s", f.message, f.detail);
    return s;
}

const char **case_changes(struct arena *a, const struct access_matrix *m, size_t *n)
{
    struct lines l = { .arena = a };

    for (size_t i = 0; i < m->n_cells; i++)
        for (size_t r = 0; r < m->cells[i].n_roles; r++)
            for (unsigned c = 0; c < COMMANDS; c++)
                if (m->cells[i].class != ACCESS_EQUAL && m->cells[i].commands & 1u << c)
                    push(&l,
                         format(a, "%s %s %s %s", access_class_name(m->cells[i].class), m->cells[i].roles[r],
                                access_command_name((enum access_command)c), m->cells[i].object));
    if (l.n > 1)
        qsort(l.at, l.n, sizeof *l.at, by_text);
    *n = l.n;
    return l.at;
}
