/*
 * common: the little that the DDL of several kinds shares.
 */
#include "kinds.h"

const struct cost COST_FREE = { .lock = LOCK_NONE };
const struct cost COST_BRIEF = { .lock = LOCK_ACCESS_EXCLUSIVE };
const struct cost COST_LOSES_DATA = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_DATA_LOSS };

void drop_by_identity(struct change *c)
{
    say(c, COST_BRIEF, "DROP %s", c->was->identity);
}

const char *clause(struct arena *a, const char *keyword, const char *value)
{
    return value ? format(a, " %s %s", keyword, value) : "";
}

const char **list_split(struct arena *a, const char *list, size_t *count)
{
    size_t room = 8, n = 0;
    const char **items = arena_array(a, room, sizeof *items);
    const char *start = list;
    char quote = 0;

    *count = 0;
    if (!list || !*list)
        return items;
    for (const char *at = list;; at++) {
        if (quote && *at == quote)
            quote = 0;
        else if (!quote && (*at == '\'' || *at == '"'))
            quote = *at;
        if (*at && (quote || *at != ','))
            continue;
        if (n == room)
            items = arena_grow(a, items, n, &room, sizeof *items);
        items[n++] = arena_copy(a, start, (size_t)(at - start));
        if (!*at)
            break;
        start = at + 1;
        while (*start == ' ')
            start++;
    }
    *count = n;
    return items;
}

static const char *key_of(struct arena *a, const char *item)
{
    return arena_copy(a, item, strcspn(item, "="));
}

const char *options_removed(struct arena *a, const char *was, const char *now)
{
    size_t n_was, n_now;
    const char **old = list_split(a, was, &n_was), **new = list_split(a, now, &n_now);
    struct text removed = text_new(a);

    for (size_t i = 0; i < n_was; i++) {
        bool kept = false;
        for (size_t k = 0; k < n_now; k++)
            kept = kept || text_equal(key_of(a, old[i]), key_of(a, new[k]));
        if (!kept) {
            text_separate(&removed, 0, ", ");
            text_add(&removed, key_of(a, old[i]));
        }
    }
    return removed.size ? removed.at : NULL;
}

const char *sequence_clauses(struct arena *a, const struct sequence_options *o)
{
    return format(a, "%s%s%s%s%s%s%s%s", clause(a, "AS", o->data_type), clause(a, "START WITH", o->start),
                  clause(a, "INCREMENT BY", o->increment), clause(a, "MINVALUE", o->minimum),
                  clause(a, "MAXVALUE", o->maximum), clause(a, "CACHE", o->cache), o->cycle ? " " : "",
                  o->cycle ? o->cycle : "");
}

static void changed(struct text *t, const char *prefix, const char *was, const char *now, const char *keyword,
                    const char *absent)
{
    if (text_equal(was, now))
        return;
    if (now)
        text_addf(t, " %s%s %s", prefix, keyword, now);
    else
        text_addf(t, " %s%s", prefix, absent);
}

const char *sequence_changes(struct arena *a, const struct sequence_options *was,
                             const struct sequence_options *now, const char *prefix)
{
    struct text t = text_new(a);
    bool down = now->increment && now->increment[0] == '-';
    const char *start = down ? now->maximum ? now->maximum : "-1" : now->minimum ? now->minimum : "1";

    changed(&t, prefix, was->data_type, now->data_type, "AS", "AS bigint");
    changed(&t, prefix, was->increment, now->increment, "INCREMENT BY", "INCREMENT BY 1");
    changed(&t, prefix, was->minimum, now->minimum, "MINVALUE", "NO MINVALUE");
    changed(&t, prefix, was->maximum, now->maximum, "MAXVALUE", "NO MAXVALUE");
    changed(&t, prefix, was->start, now->start, "START WITH", format(a, "START WITH %s", start));
    changed(&t, prefix, was->cache, now->cache, "CACHE", "CACHE 1");
    if (!text_equal(was->cycle, now->cycle))
        text_addf(&t, " %s%s", prefix, now->cycle ? "CYCLE" : "NO CYCLE");
    return t.at;
}
