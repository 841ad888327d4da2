/*
 * contract: see contract.h.
 */
#include "contract.h"

#include "contract_inner.h"
#include "digest.h"
#include "json.h"

#include <ctype.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

enum { CONTRACT_LIMIT = 4 << 20, REQUESTS_MOST = 10000, SHOWN = 100 };

enum key { KEY_SAMPLE, KEY_ROLE, KEY_CLAIMS, KEY_PROFILE, KEY_PARAMS, KEY_REST, KEY_PREFER, KEY_BODY, KEYS };

static const char *const keys[KEYS] = {
    [KEY_SAMPLE] = "sample", [KEY_ROLE] = "role", [KEY_CLAIMS] = "claims", [KEY_PROFILE] = "profile",
    [KEY_PARAMS] = "params", [KEY_REST] = "rest", [KEY_PREFER] = "prefer", [KEY_BODY] = "body",
};

struct reading {
    struct arena *arena;
    const struct project_client *client;
    struct contract *contract;
    struct source_file file;
    struct contract_request now; /* what holds until it is given again */
    bool sample;
    const char *params; /* of the next statement, NULL: none */
    unsigned params_line;
    struct contract_request *requests;
    const struct source_statement **samples;
    struct fail *fail;
};

static bool refuse(struct reading *r, unsigned line, const char *what, const char *next)
{
    fail_named(r->fail, FAIL_USAGE, "contract.syntax", "%s:%u: %s", r->file.path, line, what);
    return fail_hint(r->fail, "%s", next);
}

/* In one line, without the white space that only lays it out. */
static const char *one_line(struct arena *a, const char *sql)
{
    struct text t = text_new(a);

    for (const char *c = sql; *c; c++) {
        bool space = isspace((unsigned char)*c);
        if (t.size > SHOWN) {
            text_add(&t, "...");
            break;
        }
        if (!space || (t.size && t.at[t.size - 1] != ' '))
            text_add_bytes(&t, space ? " " : c, 1);
    }
    return t.at;
}

/* ------------------------------------------------------------ statements */

static void parse_release(PgQuery__ParseResult **tree)
{
    if (*tree)
        pg_query__parse_result__free_unpacked(*tree, NULL);
}

/* Does the SELECT say in which order its rows come? */
static bool is_ordered(const char *sql)
{
    PgQueryProtobufParseResult raw = pg_query_parse_protobuf(sql);
    owned(parse_release) PgQuery__ParseResult *tree = NULL;

    if (!raw.error)
        tree = pg_query__parse_result__unpack(NULL, raw.parse_tree.len, (const uint8_t *)raw.parse_tree.data);
    pg_query_free_protobuf_parse_result(raw);
    return tree && tree->n_stmts == 1 && tree->stmts[0]->stmt &&
           tree->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
           tree->stmts[0]->stmt->select_stmt->n_sort_clause;
}

static enum audience audience_of(const struct source_statement *s)
{
    return s->is_dml ? AUDIENCE_WRITERS : text_equal(s->tag, "CALL") ? AUDIENCE_CALLERS : AUDIENCE_READERS;
}

/* As which role: the client's only one when none is said. */
static bool settle_role(struct reading *r, struct contract_request *q)
{
    const struct names *roles = &r->client->roles;

    if (q->role || !roles->count)
        return true;
    q->role = roles->at[0];
    return roles->count == 1 || refuse(r, q->line, "it is not said as which role this is sent",
                                       "Write \"-- role: NAME\" above it.");
}

static bool add_request(struct reading *r, struct contract_request q)
{
    if (!settle_role(r, &q))
        return false;
    if (r->contract->n_requests == REQUESTS_MOST)
        return refuse(r, q.line, "more than 10000 statements", "Keep one of each kind.");
    r->requests[r->contract->n_requests++] = q;
    return true;
}

static bool add_statement(struct reading *r, const struct source_statement *s)
{
    struct contract_request q = r->now;

    if (r->sample) {
        if (r->params)
            return refuse(r, r->params_line, "sample rows have no parameters", "Write the values into it.");
        r->samples[r->contract->n_samples++] = s;
        return true;
    }
    if (!s->in_transaction_ok)
        return refuse(r, s->line, "this cannot run in a transaction that is rolled back afterwards",
                      "A contract holds what clients send: queries, writes and calls.");
    q.line = s->line;
    q.sql = source_text(r->arena, &r->file, s);
    q.shown = one_line(r->arena, q.sql);
    q.audience = audience_of(s);
    q.ordered = is_ordered(q.sql);
    if (r->params && !contract_values(r->arena, r->params, &q.values, &q.n_values))
        return refuse(
            r, r->params_line, "these are no values",
            "Write them separated by commas: text 'ada', 5, true, null; a type may stand before each.");
    r->params = NULL;
    return add_request(r, q);
}

/* ------------------------------------------------------------ comments */

static bool set_role(struct reading *r, unsigned line, const char *value)
{
    const struct names *roles = &r->client->roles;

    r->sample = false;
    r->now.role = value;
    for (size_t i = 0; i < roles->count; i++)
        if (text_equal(roles->at[i], value))
            return true;
    return !roles->count ||
           refuse(r, line, format(r->arena, "\"%s\" is no role of the client %s", value, r->client->name),
                  "Name one of its roles in pgbale.ini, or add it there.");
}

static bool is_json(const char *text)
{
    json_t *tree = json_loads(text, JSON_DECODE_ANY, NULL);
    bool is = tree != NULL;

    json_decref(tree);
    return is;
}

/* "GET /account?select=id" */
static bool add_rest(struct reading *r, unsigned line, const char *value)
{
    struct contract_request q = r->now;
    size_t size = strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static const char *const methods[] = { "GET", "POST", "PATCH", "DELETE" };

    for (size_t i = 0; i < countof(methods); i++)
        if (strlen(methods[i]) == size && strncmp(methods[i], value, size) == 0)
            q.method = methods[i];
    if (!q.method || value[size] != ' ' || value[size + 1] != '/')
        return refuse(r, line, format(r->arena, "\"%s\" is no request", value),
                      "Write \"-- rest: GET /TABLE?FILTERS\", or POST, PATCH or DELETE, or /rpc/FUNCTION.");
    q.line = line;
    q.target = value + size + 1;
    q.shown = one_line(r->arena, value);
    q.audience = text_starts(q.target, "/rpc/") ? AUDIENCE_CALLERS
                 : strcmp(q.method, "GET") == 0 ? AUDIENCE_READERS
                                                : AUDIENCE_WRITERS;
    q.ordered = strstr(q.target, "order=") != NULL;
    return add_request(r, q);
}

static bool set_request(struct reading *r, unsigned line, enum key key, const char *value)
{
    struct contract_request *last =
        r->contract->n_requests ? &r->requests[r->contract->n_requests - 1] : NULL;

    if (!last || !last->method)
        return refuse(r, line, format(r->arena, "\"%s\" follows no request", keys[key]),
                      "It stands below the \"-- rest:\" line that it belongs to.");
    if (key == KEY_PREFER)
        last->prefer = last->prefer ? format(r->arena, "%s, %s", last->prefer, value) : value;
    else
        last->body = last->body ? format(r->arena, "%s\n%s", last->body, value) : value;
    return true;
}

static bool set_key(struct reading *r, unsigned line, enum key key, const char *value)
{
    switch (key) {
    case KEY_SAMPLE:
        r->sample = true;
        return true;
    case KEY_ROLE:
        return set_role(r, line, value);
    case KEY_CLAIMS:
        r->now.claims = *value ? value : NULL;
        return !*value || is_json(value) ||
               refuse(r, line, "the claims are no JSON", "Write \"-- claims: {\"sub\": \"...\"}\".");
    case KEY_PROFILE:
        r->now.profile = *value ? value : NULL;
        return true;
    case KEY_PARAMS:
        r->params = value;
        r->params_line = line;
        return true;
    case KEY_REST:
        return add_rest(r, line, value);
    case KEY_PREFER:
    case KEY_BODY:
        return set_request(r, line, key, value);
    case KEYS:
        break;
    }
    return true;
}

/* "-- KEY: VALUE"; a comment that does not look like one is a comment. */
static bool read_comment(struct reading *r, const struct token *t)
{
    const char *text = arena_copy(r->arena, r->file.text.at + t->start, t->end - t->start);
    unsigned line, column;

    text += 2 + strspn(text + 2, " \t");
    size_t size = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    if (!size || text[size] != ':' || (strncmp(text, "pgbale", size) == 0 && size == strlen("pgbale")))
        return true;
    char *value = arena_text(r->arena, text + size + 1 + strspn(text + size + 1, " \t"));
    for (size_t end = strlen(value); end && isspace((unsigned char)value[end - 1]); end--)
        value[end - 1] = '\0';
    source_place(r->file.text, t->start, &line, &column);
    for (enum key k = 0; k < KEYS; k++)
        if (strlen(keys[k]) == size && strncmp(keys[k], text, size) == 0)
            return set_key(r, line, k, value);
    return refuse(r, line, format(r->arena, "\"%.*s:\" means nothing here", (int)size, text),
                  "Known: sample, role, claims, profile, params, rest, prefer, body. A comment begins with a "
                  "capital letter.");
}

/* ------------------------------------------------------------ */

/* Comments and statements in the order of the file. Comments inside a statement are the statement's. */
static bool read_all(struct reading *r)
{
    const struct token *tokens;
    size_t n, next = 0;

    if (!tokens_read(r->arena, r->file.path, r->file.text, &tokens, &n, r->fail))
        return false;
    r->requests = arena_array(r->arena, r->file.n_statements + n, sizeof *r->requests);
    r->samples = arena_array(r->arena, r->file.n_statements, sizeof *r->samples);
    for (size_t i = 0; i < n; i++) {
        const struct source_statement *s = next < r->file.n_statements ? &r->file.statements[next] : NULL;
        if (s && tokens[i].start >= s->start) {
            if (!add_statement(r, s))
                return false;
            next++;
            while (i + 1 < n && tokens[i + 1].start < s->start + s->size)
                i++;
        } else if (tokens[i].kind == TOKEN_LINE_COMMENT && !read_comment(r, &tokens[i])) {
            return false;
        }
    }
    return !r->params || refuse(r, r->params_line, "no statement follows these values", "Remove them.");
}

/* "public" is what an API serves without being asked for another one. */
static void settle_schemas(struct arena *a, const struct project_client *client, struct contract *c)
{
    const char **all = arena_array(a, client->schemas.count + 1, sizeof *all);

    for (int first = 1; first >= 0; first--)
        for (size_t i = 0; i < client->schemas.count; i++)
            if (text_equal(client->schemas.at[i], "public") == (first == 1))
                all[c->n_schemas++] = client->schemas.at[i];
    c->schemas = all;
}

bool contract_digest(struct arena *a, const struct project_client *client, const char **out, struct fail *f)
{
    struct bytes text;
    char *hex = arena_alloc(a, ID_TEXT);

    *out = NULL;
    if (!client->contract)
        return true;
    if (!file_read(a, client->contract, CONTRACT_LIMIT, &text, f))
        return false;
    digest_hex(text, hex);
    *out = hex;
    return true;
}

bool contract_read(struct arena *a, const struct project_client *client, const struct contract **out,
                   struct fail *f)
{
    struct contract *c = arena_alloc(a, sizeof *c);
    struct source_file *file = arena_alloc(a, sizeof *file);
    struct reading r = { .arena = a, .client = client, .contract = c, .fail = f };

    *out = NULL;
    if (!client->contract)
        return true;
    if (!contract_digest(a, client, &c->sha256, f) ||
        !source_load_file(a, client->contract, NULL, SOURCE_ANY, &r.file, f) || !read_all(&r))
        return false;
    *file = r.file;
    c->client = client->name;
    c->path = client->contract;
    c->file = file;
    c->samples = r.samples;
    c->requests = r.requests;
    settle_schemas(a, client, c);
    *out = c;
    return true;
}
