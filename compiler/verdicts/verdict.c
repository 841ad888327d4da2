/*
 * verdict: see verdict.h. Walks the differences, asks the rules, and narrows the answer to what the client
 * reaches.
 */
#include "verdict_inner.h"

const char *const verdict_words[] = { "compatible", "unknown", "breaking" };
const char *const audience_words[] = { "readers", "writers", "callers" };

enum verdict verdict_worst(const struct verdict_reason *r)
{
    enum verdict worst = VERDICT_COMPATIBLE;

    for (int i = 0; i < AUDIENCES; i++)
        worst = r->judged[i] > worst ? r->judged[i] : worst;
    return worst;
}

enum verdict verdict_of(const struct verdict_client *c, enum audience audience)
{
    enum verdict worst = VERDICT_COMPATIBLE;

    for (size_t i = 0; i < c->n_reasons; i++)
        worst = c->reasons[i].judged[audience] > worst ? c->reasons[i].judged[audience] : worst;
    return worst;
}

struct judging {
    struct arena *arena;
    const struct model *before, *after;
    const struct verdict_scope *scope;
    struct verdict_reason *reasons;
    size_t n, room;
};

static void add(struct judging *j, const struct verdict_reason *r)
{
    if (verdict_worst(r) == VERDICT_COMPATIBLE)
        return;
    for (size_t i = 0; i < j->n; i++)
        if (text_equal(j->reasons[i].rule, r->rule) && text_equal(j->reasons[i].object, r->object)) {
            for (int k = 0; k < AUDIENCES; k++)
                if (r->judged[k] > j->reasons[i].judged[k])
                    j->reasons[i].judged[k] = r->judged[k];
            return;
        }
    if (j->n == j->room)
        j->reasons = arena_grow(j->arena, j->reasons, j->n, &j->room, sizeof *j->reasons);
    j->reasons[j->n++] = *r;
}

/* ------------------------------------------------------------ rules */

static const struct verdict_rule *rule_for(const struct verdict_change *c)
{
    const char *kind = (c->was ? c->was : c->now)->kind->name;
    const struct verdict_rule *any = NULL;

    for (size_t i = 0; i < n_verdict_rules; i++) {
        const struct verdict_rule *r = &verdict_rules[i];
        if (r->event != c->event || strcmp(r->kind, kind) != 0)
            continue;
        if (c->event != EVENT_CHANGED || text_equal(r->attribute, c->attribute))
            return r;
        if (!r->attribute)
            any = r;
    }
    return any;
}

static struct verdict_opinion opinion_of(const struct verdict_change *c, const struct verdict_rule *r)
{
    struct verdict_opinion o = { .why = "nothing is known about what this does to a client" };

    if (!r) {
        for (int i = 0; i < AUDIENCES; i++)
            o.judged[i] = VERDICT_UNKNOWN;
        return o;
    }
    o = (struct verdict_opinion){ { r->readers, r->writers, r->callers }, r->why };
    if (r->decide)
        r->decide(c, &o);
    return o;
}

/* A function keeps its text: what it names, and is gone or stricter now, fails when it is called. */
static void add_mentions(struct judging *j, const struct verdict_change *c, const struct verdict_opinion *o)
{
    const struct object *subject = c->was ? c->was : c->now, *relation = verdict_relation(subject);
    const char *outer = relation ? relation->name : subject->name;
    bool breaks =
        o->judged[AUDIENCE_READERS] == VERDICT_BREAKING || o->judged[AUDIENCE_WRITERS] == VERDICT_BREAKING;

    if (!breaks || verdict_is(subject, "schema"))
        return;
    for (size_t i = 0; i < j->after->n_objects; i++) {
        const struct object *function = j->after->objects[i];
        const struct object *old = verdict_is(function, "function")
                                       ? model_find(j->before, function->kind, function->identity)
                                       : NULL;
        const char *text = old ? object_value(function, "definition") : NULL;
        if (!text || old == subject || !text_equal(text, object_value(old, "definition")) ||
            strstr(text, "\nBEGIN ATOMIC\n"))
            continue;
        if (!verdict_mentions(j->arena, text, outer) ||
            (c->event == EVENT_GONE && verdict_is(subject, "column") &&
             !verdict_mentions(j->arena, text, subject->name)))
            continue;
        unsigned reach = verdict_reach_through(j->scope, old);
        add(j, &(struct verdict_reason){
                   .rule = "function-uses",
                   .object = function->identity,
                   .why = format(j->arena, "its body names %s, which is changed, and it stays as it was",
                                 subject->identity),
                   .judged = {
                       [AUDIENCE_READERS] = reach & REACH_READ ? VERDICT_UNKNOWN : VERDICT_COMPATIBLE,
                       [AUDIENCE_WRITERS] = reach & REACH_WRITE ? VERDICT_UNKNOWN : VERDICT_COMPATIBLE,
                       [AUDIENCE_CALLERS] = reach & REACH_CALL ? VERDICT_UNKNOWN : VERDICT_COMPATIBLE } });
    }
}

/* What makes one table a part of another. */
static bool joins_tables(const struct object *o)
{
    return verdict_is(o, "partition") || verdict_is(o, "inheritance");
}

/* What of a change the client can meet: by what was there, else by where the new one was put. */
static unsigned reach_of(const struct judging *j, const struct verdict_change *c, bool direct)
{
    const struct object *subject = c->was ? c->was : c->now;

    if (!c->was && c->now->parent) {
        const struct object *parent = model_find(j->before, c->now->parent->kind, c->now->parent->identity);
        if (parent && !verdict_is(parent, "schema"))
            subject = parent;
    }
    unsigned all = direct ? verdict_reach(j->scope, subject) : verdict_reach_through(j->scope, subject);
    /* Rows of a part are read and written through the whole. */
    const struct object *part = c->was ? c->was : c->now;
    for (size_t i = 0; joins_tables(part) && i < part->n_needs; i++) {
        const struct object *whole = part->needs[i];
        whole = verdict_is_relation(whole) ? model_find(j->before, whole->kind, whole->identity) : NULL;
        all |= whole ? verdict_reach_through(j->scope, whole) : 0;
    }
    return all;
}

static void judge(struct judging *j, struct verdict_change *c)
{
    static const unsigned reaches[AUDIENCES] = { REACH_READ, REACH_WRITE, REACH_CALL };
    const struct verdict_rule *rule = rule_for(c);
    struct verdict_opinion o = opinion_of(c, rule);
    struct verdict_reason r = { .rule = rule ? rule->code : "unjudged",
                                .object = (c->was ? c->was : c->now)->identity,
                                .why = o.why };

    for (int i = 0; i < AUDIENCES; i++)
        if (o.judged[i] != VERDICT_COMPATIBLE)
            r.judged[i] =
                reach_of(j, c, rule && rule->direct) & reaches[i] ? o.judged[i] : VERDICT_COMPATIBLE;
    add(j, &r);
    add_mentions(j, c, &o);
}

/* ------------------------------------------------------------ differences */

static bool stays(const struct model *other, const struct object *o)
{
    return !o || model_find(other, o->kind, o->identity);
}

static void judge_pair(struct judging *j, const struct object *was, const struct object *now)
{
    struct verdict_change c = { .arena = j->arena,
                                .before = j->before,
                                .after = j->after,
                                .scope = j->scope,
                                .was = was,
                                .now = now,
                                .event = EVENT_CHANGED };

    for (size_t i = 0; i < was->kind->n_attributes; i++) {
        if (text_equal(was->values[i], now->values[i]))
            continue;
        c.attribute = was->kind->attributes[i].column;
        c.old = was->values[i];
        c.new = now->values[i];
        judge(j, &c);
    }
}

static void judge_all(struct judging *j)
{
    for (size_t i = 0; i < j->before->n_objects; i++) {
        const struct object *was = j->before->objects[i],
                            *now = model_find(j->after, was->kind, was->identity);
        if (now)
            judge_pair(j, was, now);
        else if (stays(j->after, was->parent) || joins_tables(was))
            judge(j, &(struct verdict_change){ .arena = j->arena,
                                               .before = j->before,
                                               .after = j->after,
                                               .scope = j->scope,
                                               .was = was,
                                               .event = EVENT_GONE });
    }
    for (size_t i = 0; i < j->after->n_objects; i++) {
        const struct object *now = j->after->objects[i];
        if (!stays(j->before, now) && stays(j->before, now->parent))
            judge(j, &(struct verdict_change){ .arena = j->arena,
                                               .before = j->before,
                                               .after = j->after,
                                               .scope = j->scope,
                                               .now = now,
                                               .event = EVENT_NEW });
    }
}

/* ------------------------------------------------------------ rights */

static const struct {
    unsigned right;
    enum audience audience;
    const char *word;
} rights[] = {
    { RIGHT_SELECT, AUDIENCE_READERS, "SELECT" },     { RIGHT_INSERT, AUDIENCE_WRITERS, "INSERT" },
    { RIGHT_UPDATE, AUDIENCE_WRITERS, "UPDATE" },     { RIGHT_DELETE, AUDIENCE_WRITERS, "DELETE" },
    { RIGHT_TRUNCATE, AUDIENCE_WRITERS, "TRUNCATE" }, { RIGHT_EXECUTE, AUDIENCE_CALLERS, "EXECUTE" },
    { RIGHT_USAGE, AUDIENCE_READERS, "USAGE" },
};

/* A column is reached by its own grants or by those on all of its relation. */
static unsigned rights_lost(const struct verdict_role *r, const struct object *was, const struct object *now)
{
    if (!verdict_is(was, "column"))
        return verdict_rights(r, was) & ~verdict_granted(r, now);
    return verdict_rights(r, was) & ~verdict_granted(r, now) & ~verdict_granted(r, now->parent) &
           ~verdict_rights(r, was->parent);
}

static void judge_rights(struct judging *j, const struct verdict_role *role, const struct object *was,
                         const struct object *now)
{
    unsigned lost = rights_lost(role, was, now);
    struct verdict_reason r = { .rule = "privilege-revoked", .object = was->identity };
    struct text words = text_new(j->arena);

    for (size_t i = 0; i < countof(rights); i++) {
        if (!(lost & rights[i].right))
            continue;
        text_addf(&words, "%s%s", words.size ? ", " : "", rights[i].word);
        if (rights[i].right != RIGHT_USAGE)
            r.judged[rights[i].audience] = VERDICT_BREAKING;
        if (rights[i].right == RIGHT_USAGE && verdict_is(was, "sequence"))
            r.judged[AUDIENCE_WRITERS] = VERDICT_BREAKING;
        else if (rights[i].right == RIGHT_USAGE)
            r.judged[AUDIENCE_READERS] = r.judged[AUDIENCE_WRITERS] = r.judged[AUDIENCE_CALLERS] =
                VERDICT_BREAKING;
    }
    r.why = format(j->arena, "%s may not %s any more", role->name, words.at);
    add(j, &r);
}

static void judge_all_rights(struct judging *j)
{
    for (size_t i = 0; i < j->before->n_objects; i++) {
        const struct object *was = j->before->objects[i],
                            *now = model_find(j->after, was->kind, was->identity);
        if (!now || (!was->kind->grant_type && !verdict_is(was, "column")) || !verdict_sees(j->scope, was))
            continue;
        for (size_t r = 0; r < j->scope->n_roles; r++)
            judge_rights(j, &j->scope->roles[r], was, now);
    }
}

/* ------------------------------------------------------------ */

static int by_weight(const void *a, const void *b)
{
    const struct verdict_reason *x = a, *y = b;

    if (verdict_worst(x) != verdict_worst(y))
        return verdict_worst(x) > verdict_worst(y) ? -1 : 1;
    int order = strcmp(x->object, y->object);
    return order ? order : strcmp(x->rule, y->rule);
}

struct verdict_client verdict_judge(struct arena *a, const struct model *before, const struct model *after,
                                    const struct verdict_scope *scope)
{
    struct judging j = { .arena = a, .before = before, .after = after, .scope = scope };

    judge_all(&j);
    judge_all_rights(&j);
    if (j.n > 1)
        qsort(j.reasons, j.n, sizeof *j.reasons, by_weight);
    return (struct verdict_client){ scope->client, j.reasons, j.n };
}

struct verdict_client verdict_with(struct arena *a, struct verdict_client c,
                                   const struct verdict_reason *more, size_t n)
{
    struct verdict_reason *all = arena_array(a, c.n_reasons + n, sizeof *all);

    for (size_t i = 0; i < c.n_reasons; i++)
        all[i] = c.reasons[i];
    for (size_t i = 0; i < n; i++)
        all[c.n_reasons + i] = more[i];
    if (c.n_reasons + n > 1)
        qsort(all, c.n_reasons + n, sizeof *all, by_weight);
    return (struct verdict_client){ c.client, all, c.n_reasons + n };
}

bool verdict_executed(const struct verdict_reason *r)
{
    return text_starts(r->rule, "contract-") || strcmp(r->rule, "client-test") == 0;
}
