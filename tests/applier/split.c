/*
 * split: see split.h.
 */
#include "split.h"

static void read_directive(struct arena *a, const char *line, struct bale_statement *s)
{
    static const char *const probes[] = { "index", "reindex", "detach", "finalize", "value" };
    char *end = NULL;

    if (text_starts(line, "-- tag ")) {
        s->tag = arena_text(a, line + strlen("-- tag "));
    } else if (text_starts(line, "-- rows ")) {
        s->counted = true;
        s->least = strtoull(line + strlen("-- rows "), &end, 10);
        s->most = strcmp(end, "..") == 0 ? UINT64_MAX : strtoull(end + 2, NULL, 10);
    }
    for (size_t i = 0; i < countof(probes); i++) {
        const char *prefix = format(a, "-- %s ", probes[i]);
        const char *name = text_starts(line, prefix) ? line + strlen(prefix) : NULL;
        const char *dot = name ? strchr(name, '.') : NULL, *more = dot ? strchr(dot, ' ') : NULL;
        const char *last = more ? arena_text(a, strrchr(more, ' ') + 1) : NULL;
        bool value = text_equal(probes[i], "value");
        if (dot)
            s->probe = (struct bale_probe){ probes[i], arena_copy(a, name, (size_t)(dot - name)),
                                            arena_copy(a, dot + 1,
                                                       more ? (size_t)(more - dot) - 1 : strlen(dot + 1)),
                                            value ? NULL : last, value ? last : NULL };
    }
}

struct bale_statement *split_statements(struct arena *a, struct bytes sql, bool standalone, size_t *count)
{
    const char *text = (const char *)sql.at;
    struct bale_statement *list = arena_array(a, sql.size + 1, sizeof *list), next = { 0 };
    size_t n = 0, line_number = 1;
    bool inside = false, body = false;

    for (size_t at = 0; at < sql.size; line_number++) {
        size_t size = strcspn(text + at, "\n");
        const char *line = arena_copy(a, text + at, size);
        if (!inside && (text_starts(line, "--") || size == 0)) {
            read_directive(a, line, &next);
            at += size + 1;
            continue;
        }
        if (!inside) {
            next.start = at;
            next.line = line_number;
            inside = true;
        }
        for (const char *mark = line; (mark = strstr(mark, "$$")); mark += 2)
            body = !body;
        if (!body && text_ends(line, ";")) {
            next.size = at + size - 1 - next.start;
            if (standalone && !next.probe.kind)
                next.probe.kind = "none";
            list[n++] = next;
            next = (struct bale_statement){ 0 };
            inside = false;
        }
        at += size + 1;
    }
    *count = n;
    return list;
}
