/*
 * finding_json: findings as JSON: our own, SARIF 2.1.0, and GitLab's code quality report.
 */
#include "digest.h"
#include "finding_inner.h"
#include "json.h"

static const char *finished(struct arena *a, json_t *root)
{
    struct bytes text = json_canonical(a, root);

    json_decref(root);
    return arena_copy(a, text.at, text.size);
}

/* The same finding keeps it while lines move. */
static const char *fingerprint(struct arena *a, const struct finding *f)
{
    char *hex = arena_alloc(a, ID_TEXT);
    const char *all = format(a, "%s\n%s\n%s\n%s", f->rule, f->file, f->object ? f->object : "", f->message);

    digest_hex(bytes_of(all), hex);
    return hex;
}

const char *finding_json(struct arena *a, const struct findings *all, bool colour)
{
    json_t *root = json_new_object(), *list = json_new_array();

    (void)colour;
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->at[i];
        json_t *one = json_new_object();
        json_put_text(one, "rule", f->rule);
        json_put_text(one, "level", finding_level_word(f->level));
        json_put_text(one, "file", f->file);
        if (f->line)
            json_put_number(one, "line", f->line);
        if (f->column)
            json_put_number(one, "column", f->column);
        if (f->object)
            json_put_text(one, "object", f->object);
        json_put_text(one, "message", f->message);
        if (f->hint)
            json_put_text(one, "hint", f->hint);
        if (f->waived)
            json_put_text(one, "waived", f->waived);
        json_push(list, one);
    }
    json_put_text(root, "format", "pgbale-findings/1");
    json_put(root, "findings", list);
    return finished(a, root);
}

/* ------------------------------------------------------------ SARIF */

static json_t *text_message(const char *text)
{
    json_t *m = json_new_object();

    json_put_text(m, "text", text);
    return m;
}

static json_t *location(const struct finding *f)
{
    json_t *place = json_new_object(), *physical = json_new_object(), *artifact = json_new_object();

    json_put_text(artifact, "uri", text_starts(f->file, "./") ? f->file + 2 : f->file);
    json_put(physical, "artifactLocation", artifact);
    if (f->line) {
        json_t *region = json_new_object();
        json_put_number(region, "startLine", f->line);
        if (f->column)
            json_put_number(region, "startColumn", f->column);
        json_put(physical, "region", region);
    }
    json_put(place, "physicalLocation", physical);
    return place;
}

static json_t *result(struct arena *a, const struct finding *f, size_t rule)
{
    json_t *r = json_new_object(), *locations = json_new_array(), *prints = json_new_object();

    json_put_text(r, "ruleId", f->rule);
    json_put_number(r, "ruleIndex", rule);
    json_put_text(r, "level", finding_level_word(f->level));
    json_put(r, "message", text_message(finding_sentence(a, f)));
    json_push(locations, location(f));
    json_put(r, "locations", locations);
    json_put_text(prints, "pgbale/v1", fingerprint(a, f));
    json_put(r, "partialFingerprints", prints);
    if (f->waived) {
        json_t *suppressions = json_new_array(), *one = json_new_object();
        json_put_text(one, "kind", "inSource");
        json_put_text(one, "justification", f->waived);
        json_push(suppressions, one);
        json_put(r, "suppressions", suppressions);
    }
    return r;
}

static size_t rule_index(json_t *rules, const char *rule)
{
    size_t n = json_array_size(rules);

    for (size_t i = 0; i < n; i++)
        if (strcmp(json_string_value(json_object_get(json_array_get(rules, i), "id")), rule) == 0)
            return i;
    json_t *one = json_new_object();
    json_put_text(one, "id", rule);
    json_push(rules, one);
    return n;
}

const char *finding_sarif(struct arena *a, const struct findings *all, bool colour)
{
    json_t *root = json_new_object(), *runs = json_new_array(), *run = json_new_object(),
           *tool = json_new_object(), *driver = json_new_object(), *rules = json_new_array(),
           *results = json_new_array();

    (void)colour;
    for (size_t i = 0; i < all->n; i++)
        json_push(results, result(a, &all->at[i], rule_index(rules, all->at[i].rule)));
    json_put_text(driver, "name", "pgbale");
    json_put_text(driver, "semanticVersion", PGBALE_VERSION);
    json_put(driver, "rules", rules);
    json_put(tool, "driver", driver);
    json_put(run, "tool", tool);
    json_put_text(run, "columnKind", "unicodeCodePoints");
    json_put(run, "results", results);
    json_push(runs, run);
    json_put_text(root, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_text(root, "version", "2.1.0");
    json_put(root, "runs", runs);
    return finished(a, root);
}

/* ------------------------------------------------------------ GitLab */

const char *finding_gitlab(struct arena *a, const struct findings *all, bool colour)
{
    static const char *const severities[FINDING_LEVELS] = { "info", "minor", "critical" };
    json_t *list = json_new_array();

    (void)colour;
    for (size_t i = 0; i < all->n; i++) {
        const struct finding *f = &all->at[i];
        json_t *one = json_new_object(), *place = json_new_object(), *lines = json_new_object();
        if (f->waived) {
            json_decref(one);
            json_decref(place);
            json_decref(lines);
            continue;
        }
        json_put_number(lines, "begin", f->line ? f->line : 1);
        json_put_text(place, "path", text_starts(f->file, "./") ? f->file + 2 : f->file);
        json_put(place, "lines", lines);
        json_put_text(one, "description", finding_sentence(a, f));
        json_put_text(one, "check_name", f->rule);
        json_put_text(one, "fingerprint", fingerprint(a, f));
        json_put_text(one, "severity", severities[f->level]);
        json_put(one, "location", place);
        json_push(list, one);
    }
    return finished(a, list);
}
