/*
 * verdict_report: verdicts for people, the gate, and where in the steps a reason comes from.
 */
#include "verdict_inner.h"

#include "name.h"

#include <ctype.h>
#include <strings.h>

/* ------------------------------------------------------------ place */

/* The name behind "COLUMN public.t.c" or "CONSTRAINT c ON public.t": its parts as words, most telling first.
 */
static size_t words_of(struct arena *a, const char *identity, const char **words, size_t most)
{
    const char *space = strchr(identity, ' '), *on = strstr(identity, " ON "), *of = strstr(identity, " OF ");
    size_t n = 0;

    if (!space)
        return 0;
    while (isupper((unsigned char)space[1]) && strchr(space + 1, ' ') && space != on)
        space = strchr(space + 1, ' ');
    const char *name = of ? of + 4 : space + 1;
    if (on && on > space)
        name = arena_copy(a, name, (size_t)(on - name));
    size_t size = strcspn(name, "(");
    name = arena_copy(a, name, size);
    for (char *dot; n < most && (dot = strrchr(name, '.')); *dot = '\0')
        words[n++] = arena_text(a, dot + 1);
    if (n < most)
        words[n++] = name;
    if (on && n < most)
        words[n++] = name_local(a, on + 4);
    return n;
}

static int score(struct arena *a, const char *text, const char *const *words, size_t n)
{
    int found = 0;

    for (size_t i = 0; i < n; i++)
        if (verdict_mentions(a, text, words[i]))
            found += i == 0 ? 4 : 1;
    return found;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void place(struct arena *a, struct verdict_reason *r, const struct draft *d)
{
    const char *words[4];
    size_t n = words_of(a, r->object, words, countof(words));
    int best = 3;

    for (size_t i = 0; n && i < d->n_files; i++)
        for (size_t k = 0; k < d->files[i].n_statements; k++) {
            const struct source_statement *s = &d->files[i].statements[k];
            bool other = s->is_dml || text_equal(s->tag, "COMMENT");
            int now = other ? 0 : score(a, source_text(a, &d->files[i], s), words, n);
            const struct directive *allow = source_allow(s, r->rule);
            if (now > 3 && !r->waived && allow)
                r->waived = allow->reason;
            if (now <= best)
                continue;
            best = now;
            r->place = format(a, "%s:%u", last_part(d->files[i].path), s->line);
        }
}

void verdict_place(struct arena *a, struct verdict_client *c, const struct draft *d)
{
    struct verdict_reason *reasons = arena_array(a, c->n_reasons, sizeof *reasons);

    for (size_t i = 0; i < c->n_reasons; i++) {
        reasons[i] = c->reasons[i];
        place(a, &reasons[i], d);
    }
    c->reasons = reasons;
}

/* ------------------------------------------------------------ the gate */

const char *verdict_waived(const struct migration *m, const char *rule, const char *object,
                           const struct migration_waiver **which)
{
    static const char on[] = "on ";

    for (size_t i = 0; i < m->n_waivers; i++) {
        const char *why = m->waivers[i].reason;
        size_t size = object ? strlen(object) : 0;
        if (!text_equal(m->waivers[i].rule, rule))
            continue;
        if (text_starts(why, on) && strstr(why, ": ")) {
            why += strlen(on);
            if (!size || strncmp(why, object, size) != 0 || !text_starts(why + size, ": "))
                continue;
            why += size + strlen(": ");
        }
        if (which)
            *which = &m->waivers[i];
        return why;
    }
    return NULL;
}

static const char *why_waived(const struct migration *m, const struct verdict_reason *r)
{
    return r->waived ? r->waived : verdict_waived(m, r->rule, r->object, NULL);
}

/* "breaking for readers, writers", the worst first. */
static const char *whom(struct arena *a, const struct verdict_reason *r)
{
    struct text t = text_new(a);

    for (enum verdict v = VERDICT_BREAKING; v > VERDICT_COMPATIBLE; v--) {
        size_t from = t.size;
        for (int i = 0; i < AUDIENCES; i++)
            if (r->judged[i] == v)
                text_addf(&t, "%s%s",
                          t.size == from ? format(a, "%s%s for ", from ? "; " : "", verdict_words[v]) : ", ",
                          audience_words[i]);
    }
    return t.at;
}

static const char *reason_line(struct arena *a, const struct verdict_reason *r)
{
    return format(a, "%s: %s: %s (%s%s%s)", r->rule, r->object, r->why, whom(a, r), r->place ? "; " : "",
                  r->place ? r->place : "");
}

bool verdict_allows(struct arena *a, const struct verdict_client *c, const struct migration *m,
                    bool declared_breaks, struct fail *f)
{
    size_t found = 0;

    for (size_t i = 0; !declared_breaks && i < c->n_reasons; i++) {
        const struct verdict_reason *r = &c->reasons[i];
        if (why_waived(m, r))
            continue;
        if (!found++)
            fail_named(f, FAIL_BLOCKED, "breaks.weaker",
                       "%s says that %s is not broken, but this may break it", m->folder, c->client);
        fail_detail(f, "%s", reason_line(a, r));
    }
    if (found)
        fail_hint(f,
                  "Declare \"breaks-%s = y\" with \"min-client-%s = X.Y.Z\" in %s; or, where a rule does not "
                  "hold, write "
                  "\"RULE = why\" below [waivers] there, or \"-- pgbale: allow RULE \"why\"\" before the "
                  "statement.",
                  c->client, c->client, m->ini);
    return found == 0;
}

const char *verdict_text(struct arena *a, const struct verdict_client *c, const struct migration *m)
{
    struct text t = text_new(a);
    enum verdict worst = VERDICT_COMPATIBLE;

    for (enum audience i = 0; i < AUDIENCES; i++)
        worst = verdict_of(c, i) > worst ? verdict_of(c, i) : worst;
    text_addf(&t, "  client %s: %s\n", c->client, verdict_words[worst]);
    for (size_t i = 0; i < c->n_reasons; i++) {
        const char *why = why_waived(m, &c->reasons[i]);
        text_addf(&t, "    %s%s%s\n", reason_line(a, &c->reasons[i]), why ? "; waived: " : "",
                  why ? why : "");
    }
    return t.at;
}
