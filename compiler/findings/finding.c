/*
 * finding: see finding.h. The list, and the forms that are lines of text.
 */
#include "finding.h"

#include "finding_inner.h"

static const char *const words[FINDING_LEVELS] = { "note", "warning", "error" };

const struct finding_format finding_formats[] = {
    { "text", finding_text },         { "json", finding_json },     { "sarif", finding_sarif },
    { "github", finding_github },     { "gitlab", finding_gitlab }, { "junit", finding_junit },
    { "markdown", finding_markdown },
};
const size_t n_finding_formats = countof(finding_formats);

void findings_add(struct findings *all, const struct finding *one)
{
    if (all->n == all->room)
        all->at = arena_grow(all->arena, all->at, all->n, &all->room, sizeof *all->at);
    all->at[all->n++] = *one;
}

static int by_text(const char *x, const char *y)
{
    return strcmp(x ? x : "", y ? y : "");
}

static int by_place(const void *a, const void *b)
{
    const struct finding *x = a, *y = b;
    int order = by_text(x->file, y->file);

    if (!order)
        order = x->line < y->line ? -1 : x->line > y->line;
    if (!order)
        order = by_text(x->rule, y->rule);
    if (!order)
        order = by_text(x->object, y->object);
    return order ? order : by_text(x->message, y->message);
}

void findings_sort(struct findings *all)
{
    if (all->n > 1)
        qsort(all->at, all->n, sizeof *all->at, by_place);
}

size_t findings_count(const struct findings *all, enum finding_level least)
{
    size_t n = 0;

    for (size_t i = 0; i < all->n; i++)
        n += !all->at[i].waived && all->at[i].level >= least;
    return n;
}

const char *finding_level_word(enum finding_level level)
{
    return words[level];
}

bool finding_level_read(const char *word, enum finding_level *out)
{
    for (enum finding_level i = FINDING_NOTE; i < FINDING_LEVELS; i++)
        if (strcmp(word, words[i]) == 0) {
            *out = i;
            return true;
        }
    return false;
}

/* ------------------------------------------------------------ text */

static const char *place(struct arena *a, const struct finding *f)
{
    if (!f->line)
        return f->file;
    return f->column ? format(a, "%s:%u:%u", f->file, f->line, f->column)
                     : format(a, "%s:%u", f->file, f->line);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

const char *finding_text(struct arena *a, const struct findings *all, bool colour)
{
    static const char *const colours[FINDING_LEVELS] = { "\033[36m", "\033[33m", "\033[31m" };
    struct text t = text_new(a);
    size_t counts[FINDING_LEVELS] = { 0 }, waived = 0;

    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->at[i];
        waived += f->waived != NULL;
        counts[f->level] += !f->waived;
        text_addf(&t, "%s: %s%s%s [%s] %s%s\n", place(a, f), colour ? colours[f->level] : "",
                  f->waived ? "waived" : words[f->level], colour ? "\033[0m" : "", f->rule,
                  f->object ? format(a, "%s: ", f->object) : "", f->message);
        if (f->waived)
            text_addf(&t, "    because: %s\n", f->waived);
        else if (f->hint)
            text_addf(&t, "    hint: %s\n", f->hint);
    }
    text_addf(&t, "%zu error%s, %zu warning%s, %zu note%s, %zu waived\n", counts[FINDING_ERROR],
              plural(counts[FINDING_ERROR]), counts[FINDING_WARNING], plural(counts[FINDING_WARNING]),
              counts[FINDING_NOTE], plural(counts[FINDING_NOTE]), waived);
    return colour ? t.at : text_shown(a, t.at, t.size, true);
}

/* ------------------------------------------------------------ annotations of GitHub */

static void add_escaped(struct text *t, const char *s, bool property)
{
    for (; *s; s++)
        switch (*s) {
        case '%':
            text_add(t, "%25");
            break;
        case '\r':
            text_add(t, "%0D");
            break;
        case '\n':
            text_add(t, "%0A");
            break;
        case ':':
            text_add(t, property ? "%3A" : ":");
            break;
        case ',':
            text_add(t, property ? "%2C" : ",");
            break;
        default:
            text_add_bytes(t, s, 1);
        }
}

const char *finding_github(struct arena *a, const struct findings *all, bool colour)
{
    static const char *const kinds[FINDING_LEVELS] = { "notice", "warning", "error" };
    struct text t = text_new(a);

    (void)colour;
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->at[i];
        if (f->waived)
            continue;
        text_addf(&t, "::%s file=", kinds[f->level]);
        add_escaped(&t, f->file, true);
        if (f->line)
            text_addf(&t, ",line=%u", f->line);
        if (f->column)
            text_addf(&t, ",col=%u", f->column);
        text_add(&t, ",title=");
        add_escaped(&t, f->rule, true);
        text_add(&t, "::");
        add_escaped(&t, finding_sentence(a, f), false);
        text_add(&t, "\n");
    }
    return t.at;
}

/* ------------------------------------------------------------ JUnit */

static void add_xml(struct text *t, const char *s)
{
    for (; *s; s++)
        switch (*s) {
        case '&':
            text_add(t, "&amp;");
            break;
        case '<':
            text_add(t, "&lt;");
            break;
        case '>':
            text_add(t, "&gt;");
            break;
        case '"':
            text_add(t, "&quot;");
            break;
        default:
            if ((unsigned char)*s >= ' ')
                text_add_bytes(t, s, 1);
            else
                text_add(t, " ");
        }
}

const char *finding_junit(struct arena *a, const struct findings *all, bool colour)
{
    struct text t = text_new(a);

    (void)colour;
    text_addf(&t,
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"pgbale check\" "
              "tests=\"%zu\" "
              "failures=\"%zu\" errors=\"0\">\n",
              all->n ? all->n : 1, findings_count(all, FINDING_WARNING));
    if (!all->n)
        text_add(&t, "<testcase classname=\"pgbale\" name=\"no findings\"/>\n");
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->at[i];
        text_add(&t, "<testcase classname=\"");
        add_xml(&t, f->rule);
        text_add(&t, "\" name=\"");
        add_xml(&t, format(a, "%s%s%s", place(a, f), f->object ? " " : "", f->object ? f->object : ""));
        if (f->waived || f->level == FINDING_NOTE) {
            text_add(&t, "\"/>\n");
            continue;
        }
        text_addf(&t, "\"><failure type=\"%s\" message=\"", words[f->level]);
        add_xml(&t, finding_sentence(a, f));
        text_add(&t, "\"/></testcase>\n");
    }
    text_add(&t, "</testsuite>\n</testsuites>\n");
    return t.at;
}

const char *finding_sentence(struct arena *a, const struct finding *f)
{
    return format(a, "%s%s%s%s%s", f->object ? f->object : "", f->object ? ": " : "", f->message,
                  f->hint ? ". " : "", f->hint ? f->hint : "");
}
