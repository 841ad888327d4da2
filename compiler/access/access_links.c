/*
 * access_links: finds things in an access state, and works out what its rows do not say: who has whose rights
 * through inherited memberships, and which routines and relations the names in a string body may mean. The
 * latter errs on the side of too many: it only ever makes a conclusion weaker.
 */
#include "access_inner.h"

#include <ctype.h>

/* ------------------------------------------------------------ finding */

/* Position of `oid` in an array of structures that begin with their oid and ascend by it. */
static size_t position(const void *list, size_t n, size_t size, uint32_t oid)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint32_t at = *(const uint32_t *)(const void *)((const char *)list + middle * size);
        if (at == oid)
            return middle;
        if (at < oid)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

size_t access_role_at(const struct access_reading *r, uint32_t oid)
{
    const struct access_state *s = r->state;

    if (oid == r->me)
        return ROLE_OWNER;
    size_t at = position(s->roles + ROLES_MADE_UP, s->n_roles - ROLES_MADE_UP, sizeof *s->roles, oid);
    return at == SIZE_MAX ? NO_ROLE : at + ROLES_MADE_UP;
}

const struct access_schema *access_schema_at(const struct access_state *s, uint32_t oid)
{
    size_t at = position(s->schemas, s->n_schemas, sizeof *s->schemas, oid);

    return at == SIZE_MAX ? NULL : &s->schemas[at];
}

struct access_relation *access_relation_found(struct access_state *s, uint32_t oid)
{
    size_t at = position(s->relations, s->n_relations, sizeof *s->relations, oid);

    return at == SIZE_MAX ? NULL : &s->relations[at];
}

const struct access_relation *access_relation_at(const struct access_state *s, uint32_t oid)
{
    size_t at = position(s->relations, s->n_relations, sizeof *s->relations, oid);

    return at == SIZE_MAX ? NULL : &s->relations[at];
}

const struct access_function *access_function_at(const struct access_state *s, uint32_t oid)
{
    size_t at = position(s->functions, s->n_functions, sizeof *s->functions, oid);

    return at == SIZE_MAX ? NULL : &s->functions[at];
}

const struct access_relation *access_relation_named(const struct access_state *s, const char *name)
{
    for (size_t i = 0; i < s->n_relations; i++)
        if (strcmp(s->relations[i].name, name) == 0)
            return &s->relations[i];
    return NULL;
}

const struct access_function *access_function_named(const struct access_state *s, const char *name)
{
    for (size_t i = 0; i < s->n_functions; i++)
        if (strcmp(s->functions[i].name, name) == 0)
            return &s->functions[i];
    return NULL;
}

size_t access_role_named(const struct access_state *s, const char *name)
{
    for (size_t i = 0; i < s->n_roles; i++)
        if (strcmp(s->roles[i].name, name) == 0)
            return i;
    return NO_ROLE;
}

struct access_grants *access_grants_found(struct access_state *s, char class, uint32_t oid)
{
    size_t at;

    switch (class) {
    case 'n':
        at = position(s->schemas, s->n_schemas, sizeof *s->schemas, oid);
        return at == SIZE_MAX ? NULL : &s->schemas[at].grants;
    case 'f':
        at = position(s->functions, s->n_functions, sizeof *s->functions, oid);
        return at == SIZE_MAX ? NULL : &s->functions[at].grants;
    default:
        at = position(s->relations, s->n_relations, sizeof *s->relations, oid);
        return at == SIZE_MAX ? NULL : &s->relations[at].grants;
    }
}

bool access_is_managed(const struct managed *m, const char *schema)
{
    for (size_t i = 0; i < m->n_except; i++)
        if (strcmp(m->except[i], schema) == 0)
            return false;
    for (size_t i = 0; m->schemas && i < m->n_schemas; i++)
        if (strcmp(m->schemas[i], schema) == 0)
            return true;
    return !m->schemas;
}

/* ------------------------------------------------------------ lists that grow */

void access_append(struct arena *a, size_t **list, size_t *n, size_t one)
{
    if ((*n & (*n - 1)) == 0) {
        size_t room = *n;
        *list = room ? arena_grow(a, *list, *n, &room, sizeof **list) : arena_array(a, 1, sizeof **list);
    }
    (*list)[(*n)++] = one;
}

void access_grant_add(struct arena *a, struct access_grants *grants, struct access_grant one)
{
    size_t n = grants->n;
    struct access_grant *list = arena_array(a, n + 1, sizeof *list);

    if (n)
        memcpy(list, grants->at, n * sizeof *list);
    list[n] = one;
    *grants = (struct access_grants){ list, n + 1 };
}

static void use_append(struct arena *a, struct access_uses *uses, struct access_use use)
{
    for (size_t i = 0; i < uses->n; i++)
        if (uses->at[i].relation == use.relation && uses->at[i].function == use.function)
            return;
    struct access_use *list = arena_array(a, uses->n + 1, sizeof *list);
    if (uses->n)
        memcpy(list, uses->at, uses->n * sizeof *list);
    list[uses->n] = use;
    *uses = (struct access_uses){ list, uses->n + 1 };
}

static struct access_uses *uses_found(struct access_state *s, char class, uint32_t oid)
{
    size_t at;

    if (class == 'r') {
        struct access_relation *relation = access_relation_found(s, oid);
        return relation ? &relation->uses : NULL;
    }
    if (class == 'f') {
        at = position(s->functions, s->n_functions, sizeof *s->functions, oid);
        return at == SIZE_MAX ? NULL : &s->functions[at].uses;
    }
    for (size_t i = 0; i < s->n_policies; i++)
        if (s->policies[i].oid == oid)
            return &s->policies[i].uses;
    return NULL;
}

void access_use_add(struct access_reading *r, char class, uint32_t oid, struct access_use use)
{
    struct access_uses *uses = uses_found(r->state, class, oid);

    if (uses)
        use_append(r->state->arena, uses, use);
}

/* ------------------------------------------------------------ names in string bodies */

/* What one name may mean; chained in a hash table. */
struct meaning {
    const char *name;
    struct access_use use;
    struct meaning *next;
};

enum { BUCKETS = 4096 };

static size_t bucket_of(const char *name, size_t size)
{
    uint64_t h = 1469598103934665603u;

    for (size_t i = 0; i < size; i++)
        h = (h ^ (uint64_t)(unsigned char)tolower((unsigned char)name[i])) * 1099511628211u;
    return (size_t)(h % BUCKETS);
}

static void add_meaning(struct arena *a, struct meaning **buckets, const char *name, struct access_use use)
{
    struct meaning *m = arena_alloc(a, sizeof *m);
    size_t at = bucket_of(name, strlen(name));

    *m = (struct meaning){ name, use, buckets[at] };
    buckets[at] = m;
}

static bool word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* Case is ignored: a name that is quoted and one that is folded both count. */
static bool same_name(const char *name, const char *at, size_t size)
{
    if (strlen(name) != size)
        return false;
    for (size_t i = 0; i < size; i++)
        if (tolower((unsigned char)name[i]) != tolower((unsigned char)at[i]))
            return false;
    return true;
}

static void link_word(struct arena *a, struct meaning **buckets, struct access_function *f, const char *at,
                      size_t size)
{
    for (const struct meaning *m = buckets[bucket_of(at, size)]; m; m = m->next)
        if (m->use.function != f && same_name(m->name, at, size))
            use_append(a, &f->uses, m->use);
}

/* Every word of the body, and everything between double quotes. */
static void link_body(struct arena *a, struct meaning **buckets, struct access_function *f)
{
    for (const char *at = f->body; at && *at;) {
        size_t size = 0;
        if (*at == '"' && strchr(at + 1, '"')) {
            size = strcspn(at + 1, "\"");
            link_word(a, buckets, f, at + 1, size);
            at += size + 2;
            continue;
        }
        while (word(at[size]))
            size++;
        if (size)
            link_word(a, buckets, f, at, size);
        at += size ? size : 1;
    }
}

static void link_bodies(struct access_state *s)
{
    owned(arena_release) struct arena *scratch = arena_new();
    struct meaning **buckets = arena_array(scratch, BUCKETS, sizeof *buckets);

    for (size_t i = 0; i < s->n_relations; i++)
        add_meaning(scratch, buckets, s->relations[i].raw,
                    (struct access_use){ .relation = &s->relations[i] });
    for (size_t i = 0; i < s->n_functions; i++)
        add_meaning(scratch, buckets, s->functions[i].raw,
                    (struct access_use){ .function = &s->functions[i] });
    for (size_t i = 0; i < s->n_functions; i++)
        if (!s->functions[i].parsed)
            link_body(s->arena, buckets, &s->functions[i]);
}

/* ------------------------------------------------------------ roles */

static void inherit(const struct access_state *s, bool *has, size_t role)
{
    if (has[role])
        return;
    has[role] = true;
    for (size_t i = 0; i < s->roles[role].n_groups; i++)
        inherit(s, has, s->roles[role].groups[i]);
}

bool access_has(const struct access_state *s, size_t role, size_t other)
{
    return other != NO_ROLE && s->roles[role].has[other];
}

unsigned access_privileges(const struct access_state *s, const struct access_grants *grants, size_t role,
                           int column)
{
    unsigned all = 0;

    for (size_t i = 0; i < grants->n; i++)
        if (grants->at[i].column == column && access_has(s, role, grants->at[i].grantee))
            all |= grants->at[i].privileges;
    return all;
}

const char *access_command_text(char command)
{
    switch (command) {
    case 'r':
        return "SELECT";
    case 'a':
        return "INSERT";
    case 'w':
        return "UPDATE";
    case 'd':
        return "DELETE";
    default:
        return "ALL";
    }
}

static void mention(struct access_state *s, size_t role)
{
    if (role != NO_ROLE)
        s->roles[role].mentioned = true;
}

void access_link(struct access_reading *r)
{
    struct access_state *s = r->state;

    for (size_t i = 0; i < s->n_roles; i++) {
        s->roles[i].has = arena_array(s->arena, s->n_roles, sizeof *s->roles[i].has);
        inherit(s, s->roles[i].has, i);
        s->roles[i].has[ROLE_PUBLIC] = true;
    }
    for (size_t i = 0; i < s->n_relations; i++)
        mention(s, s->relations[i].owner);
    for (size_t i = 0; i < s->n_functions; i++)
        mention(s, s->functions[i].owner);
    link_bodies(s);
}
