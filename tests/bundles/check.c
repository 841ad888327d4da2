/*
 * The rules that a writer meets too: names, chain, states, bytes of SQL and statement ranges.
 */
#include "check.h"
#include "bale_name.h"

#include "sample.h"

#include <criterion/criterion.h>

Test(check, names)
{
    cr_expect(bale_name_valid("0001-add_x.sql") && bale_name_valid("a"));
    cr_expect(!bale_name_valid("") && !bale_name_valid("A") && !bale_name_valid(".a") &&
              !bale_name_valid("-a"));
    cr_expect(!bale_name_valid("a..b") && !bale_name_valid("a/b") && !bale_name_valid("a b") &&
              !bale_name_valid("\xc3\xa9"));
    cr_expect(bale_lineage_valid("hub") && bale_lineage_valid("acme/billing"));
    cr_expect(!bale_lineage_valid("") && !bale_lineage_valid("/") && !bale_lineage_valid("a/") &&
              !bale_lineage_valid("a//b") && !bale_lineage_valid("../a") && !bale_lineage_valid("Hub"));
}

Test(check, bytes_of_sql)
{
    static const struct {
        const char *sql;
        size_t size;
        const char *name;
    } cases[] = {
        { "SELECT 1;\n", 10, NULL },
        { "\tSELECT '\xc3\xa9\xf0\x9f\x98\x80';\n", 18, NULL },
        { "SELECT\0 1;\n", 11, "content.nul" },
        { "SELECT 1;\r\n", 11, "content.cr" },
        { "SELECT 1 -- x\r + 41\n", 20, "content.cr" },
        { "\xef\xbb\xbfSELECT 1;\n", 13, "content.bom" },
        { "SELECT\x0b 1;\n", 11, "content.control" },
        { "SELECT\x7f 1;\n", 11, "content.control" },
        { "SELECT\x1b[31m 1;\n", 15, "content.control" },
        { "SELECT\xc2\x85 1;\n", 12, "content.control" },
        { "SELECT '\xe2\x80\xae';\n", 14, "content.hidden" },
        { "SELECT '\xe2\x81\xa6';\n", 14, "content.hidden" },
        { "SELECT '\xe2\x80\x8b';\n", 14, "content.hidden" },
        { "SELECT '\xc2\xad';\n", 13, "content.hidden" },
        { "SELECT '\xe2\x80\xa8';\n", 14, "content.hidden" },
        { "SELECT '\xf3\xa0\x81\x81';\n", 15, "content.hidden" },
        { "SELECT '\xff';\n", 12, "content.utf8" },
        { "SELECT '\xc0\xaf';\n", 13, "content.utf8" },
        { "SELECT '\xed\xa0\x80';\n", 14, "content.utf8" },
        { "SELECT '\xc3\n", 10, "content.utf8" },
        { "SELECT 1;", 9, "content.end" },
        { "SELECT 1;\n\n", 11, "content.end" },
        { "", 0, "content.end" },
    };

    for (size_t i = 0; i < countof(cases); i++) {
        owned(arena_release) struct arena *a = arena_new();
        struct fail *f = fail_new(a);
        bool good =
            sql_bytes_check("x.sql", (struct bytes){ (const uint8_t *)cases[i].sql, cases[i].size }, f);
        cr_expect_eq(good, cases[i].name == NULL, "case %zu: %s", i, f->message);
        cr_expect_str_eq(f->name, cases[i].name ? cases[i].name : "", "case %zu: %s", i, f->message);
    }
    owned(arena_release) struct arena *a = arena_new();
    struct fail *f = fail_new(a);
    cr_expect(!sql_bytes_check("x.sql", bytes_of("SELECT 1;\nSELECT '\xc3\xa9\x01';\n"), f));
    cr_expect_str_eq(f->message, "x.sql:2:10: the control character U+0001");
}

/* Long texts are looked at in blocks: what is odd must be seen wherever it stands in one. */
Test(check, odd_bytes_anywhere_in_a_long_text)
{
    static const struct {
        const char *odd, *name;
    } cases[] = { { "\r", "content.cr" },     { "\x7f", "content.control" },
                  { "\xff", "content.utf8" }, { "\xe2\x80\xae", "content.hidden" },
                  { "\xc3\xa9", NULL },       { "\t", NULL } };
    enum { LENGTH = 200 };

    for (size_t i = 0; i < countof(cases); i++)
        for (size_t at = 0; at < LENGTH; at++) {
            owned(arena_release) struct arena *a = arena_new();
            struct fail *f = fail_new(a);
            char line[LENGTH + 1] = "";
            memset(line, 'a', LENGTH);
            const char *sql = format(a, "\n\n%.*s%s%s\n", (int)at, line, cases[i].odd, line + at);
            bool good = sql_bytes_check("x.sql", bytes_of(sql), f);
            cr_expect_eq(good, cases[i].name == NULL, "case %zu at %zu: %s", i, at, f->message);
            cr_expect_str_eq(f->name, cases[i].name ? cases[i].name : "");
            cr_expect(good || text_starts(f->message, format(a, "x.sql:3:%zu: ", at + 1)), "%s", f->message);
        }
}

Test(check, lines_are_counted_in_long_texts)
{
    owned(arena_release) struct arena *a = arena_new();
    enum { MOST = 300 };
    struct bale_statement statements[MOST];
    struct text t = text_new(a);

    /* Statement i has i line ends in it and one behind it. */
    for (uint64_t i = 0, line = 1; i < MOST; line += i + 1, i++) {
        statements[i] = (struct bale_statement){ .start = t.size, .size = i + 2, .line = line };
        text_add(&t, "a");
        for (size_t n = 0; n < i; n++)
            text_add(&t, "\n");
        text_add(&t, "b\n");
    }
    struct fail *f = fail_new(a);
    cr_expect(sql_ranges_check("x.sql", bytes_of(t.at), statements, MOST, f), "%s", f->message);
    statements[MOST - 1].line++;
    cr_expect(!sql_ranges_check("x.sql", bytes_of(t.at), statements, MOST, f));
    cr_expect_str_eq(f->name, "content.range-line");
}

Test(check, ranges)
{
    static const struct {
        const char *sql;
        uint64_t start, size, line;
        const char *name;
    } cases[] = {
        { "SELECT 1;\n", 0, 8, 1, NULL },
        { "SELECT 1;\n", 0, 10, 1, NULL },
        { " ;; /* a /* b */ c */ -- d\n\tSELECT 1 ; -- e\n", 28, 8, 2, NULL },
        { "/**/SELECT 1/**/\n", 4, 8, 1, NULL },
        { "SELECT 1;\n", 0, 8, 2, "content.range-line" },
        { "SELECT 1;\n", 0, 0, 1, "content.range-outside" },
        { "SELECT 1;\n", 0, 11, 1, "content.range-outside" },
        { "SELECT 1;\n", 11, 1, 2, "content.range-outside" },
        { "SELECT 1;\n", 0, UINT64_MAX, 1, "content.range-outside" },
        { "SELECT 1;\n", UINT64_MAX, 1, 1, "content.range-outside" },
        { "SELECT 1; SELECT 2;\n", 0, 8, 1, "content.gap" },
        { "SELECT 1; SELECT 2;\n", 10, 8, 1, "content.gap" },
        { "-- SELECT 1;\n", 3, 8, 1, "content.gap" },
        { "/* SELECT 1; */\n", 3, 8, 1, "content.gap" },
        { "/* /* */ SELECT 1;\n", 9, 8, 1, "content.gap" },
        { "SELECT 1 /* open\n", 0, 8, 1, "content.gap" },
        { "SELECT 1 - 1\n", 0, 8, 1, "content.gap" },
        { "SELECT 1 \\! sh\n", 0, 8, 1, "content.gap" },
        { " ; -- nothing\n", 0, 14, 1, "content.range-empty" },
        { "/*/ SELECT 1\n", 0, 13, 1, "content.range-empty" },
    };

    for (size_t i = 0; i < countof(cases); i++) {
        owned(arena_release) struct arena *a = arena_new();
        struct fail *f = fail_new(a);
        struct bale_statement s = { .start = cases[i].start, .size = cases[i].size, .line = cases[i].line };
        bool good = sql_ranges_check("x.sql", bytes_of(cases[i].sql), &s, 1, f);
        cr_expect_eq(good, cases[i].name == NULL, "case %zu: %s", i, f->message);
        cr_expect_str_eq(f->name, cases[i].name ? cases[i].name : "", "case %zu: %s", i, f->message);
    }
}

/* Spoils a sample before its ids are made, and expects that it cannot be packed. */
static void refused(void (*spoil)(struct sample *s), const char *name)
{
    owned(arena_release) struct arena *a = arena_new();
    struct sample *s = sample_new(a);
    struct fail *f = fail_new(a);
    struct bytes out;

    spoil(s);
    sample_finish(s);
    cr_expect(!bale_pack(a, &s->bale, &out, f), "packed, expected %s", name);
    cr_expect_str_eq(f->name, name, "%s: %s", f->name, f->message);
}

static const char *const unsorted[] = { "b", "a" };
static const char *const twice[] = { "a", "a" };

static void lineage(struct sample *s)
{
    s->bale.lineage = "Hub";
}
static void no_migrations(struct sample *s)
{
    s->bale.n_migrations = 0;
}
static void dates(struct sample *s)
{
    s->bale.not_before = s->bale.not_after = 5;
}
static void order(struct sample *s)
{
    s->bale.roles = unsorted;
}
static void repeated(struct sample *s)
{
    s->bale.environments = twice;
}
static void too_late(struct sample *s)
{
    s->bale.created = UINT64_C(1) << 33;
}
static void same_version(struct sample *s)
{
    s->migrations[1].version = "0.1.0";
}
static void text_order(struct sample *s)
{
    s->migrations[0].version = "0.10.0", s->migrations[1].version = "0.9.0";
}
static void no_version(struct sample *s)
{
    s->migrations[1].version = "0.2";
}
static void gap(struct sample *s)
{
    s->migrations[1].sequence = 3;
}
static void no_genesis(struct sample *s)
{
    s->migrations[0].sequence = 7;
}
static void same_name(struct sample *s)
{
    s->migrations[1].name = s->migrations[0].name;
}
static void bad_name(struct sample *s)
{
    s->migrations[1].name = "../x";
}
static void description(struct sample *s)
{
    s->migrations[1].description = "two\nlines";
}
static void few_states(struct sample *s)
{
    s->states[1][0].n_digests = 2;
}
static void no_proof(struct sample *s)
{
    s->migrations[1].proof_major = 14;
}
static void broken_states(struct sample *s)
{
    s->states[1][0].digests++, s->states[1][0].n_digests = 2, s->migrations[1].n_states = 1,
                               s->steps[1][1].standalone = false, s->statements[1][1][0].probe.kind = NULL;
    s->steps[1][1].sql = bytes_of("CREATE INDEX /*parallel*/ account_name ON hub.account (name)\n");
}
static void no_sql(struct sample *s)
{
    s->steps[1][0].name = "010-tables.txt";
}
static void step_order(struct sample *s)
{
    s->steps[1][0].name = "030-tables.sql";
}
static void no_probe(struct sample *s)
{
    s->statements[1][1][0].probe.kind = NULL;
}
static void odd_probe(struct sample *s)
{
    s->statements[1][0][0].probe.kind = "none";
}
static void unknown_probe(struct sample *s)
{
    s->statements[1][1][0].probe.kind = "sequence";
}
static void table_of_a_partition(struct sample *s)
{
    s->statements[1][1][0].probe.kind = "detach", s->statements[1][1][0].probe.table = "t";
}
static void tag(struct sample *s)
{
    s->statements[1][0][0].tag = "alter table";
}
static void savepoint(struct sample *s)
{
    s->statements[1][0][0].tag = "SAVEPOINT";
}
static void rows(struct sample *s)
{
    s->statements[0][0][1].least = 5, s->statements[0][0][1].most = 4;
}
static void client(struct sample *s)
{
    s->clients[1][0].min_version = "1.x";
}
static void rls(struct sample *s)
{
    s->migrations[1].rls = bytes_of("{\"format\":\"pgbale-rls/1\"}\n");
}
static void sql(struct sample *s)
{
    s->steps[1][0].sql = bytes_of("ALTER TABLE hub.account ADD name text;\r\n");
}

Test(check, what_cannot_be_packed)
{
    static const struct {
        void (*spoil)(struct sample *s);
        const char *name;
    } cases[] = {
        { lineage, "manifest.lineage" },
        { no_migrations, "manifest.migrations" },
        { dates, "manifest.dates" },
        { order, "manifest.order" },
        { repeated, "manifest.order" },
        { too_late, "manifest.created" },
        { same_version, "chain.version" },
        { text_order, "chain.version" },
        { no_version, "manifest.version" },
        { gap, "chain.sequence" },
        { no_genesis, "chain.sequence" },
        { same_name, "chain.name" },
        { bad_name, "manifest.migration-name" },
        { description, "manifest.description" },
        { few_states, "chain.states" },
        { no_proof, "chain.states" },
        { broken_states, "chain.state" },
        { no_sql, "manifest.step-name" },
        { step_order, "manifest.step-order" },
        { no_probe, "manifest.probe" },
        { odd_probe, "manifest.probe" },
        { unknown_probe, "manifest.probe" },
        { table_of_a_partition, "manifest.probe" },
        { tag, "manifest.tag" },
        { savepoint, "content.transaction" },
        { rows, "manifest.rows" },
        { client, "manifest.min-client" },
        { rls, "rls.not-canonical" },
        { sql, "content.cr" },
    };

    for (size_t i = 0; i < countof(cases); i++)
        refused(cases[i].spoil, cases[i].name);
}

Test(check, ids_and_digests_must_be_right)
{
    owned(arena_release) struct arena *a = arena_new();
    struct sample *s = sample_new(a);
    struct fail *f = fail_new(a);
    struct bytes out;

    s->migrations[0].id[0] ^= 1;
    cr_expect(!bale_pack(a, &s->bale, &out, f));
    cr_expect_str_eq(f->name, "chain.id");
    s = sample_new(a);
    memcpy(s->steps[0][0].sha256, s->steps[1][0].sha256, ID_TEXT);
    bale_migration_id(&s->migrations[0], s->migrations[0].id);
    bale_migration_id(&s->migrations[1], s->migrations[1].id);
    cr_expect(!bale_pack(a, &s->bale, &out, f));
    cr_expect_str_eq(f->name, "manifest.digest");
}

Test(check, seal_that_does_not_fit)
{
    owned(arena_release) struct arena *a = arena_new();
    struct sample *s = sample_new(a);
    struct fail *f = fail_new(a);
    const char *many[BALE_ENVIRONMENTS];
    struct bytes out;

    for (size_t i = 0; i < BALE_ENVIRONMENTS; i++)
        many[i] = format(a, "environment-%02zu-%060d", i, 0);
    s->bale.environments = many;
    s->bale.n_environments = BALE_ENVIRONMENTS;
    cr_expect(!bale_pack(a, &s->bale, &out, f));
    cr_expect_str_eq(f->name, "seal.too-large");
}

Test(check, segments)
{
    owned(arena_release) struct arena *a = arena_new();
    struct bale_step steps[] = { { .n_statements = 2 },
                                 { .n_statements = 1 },
                                 { .standalone = true, .n_statements = 2 },
                                 { .n_statements = 1 } };
    struct bale_migration m = { .steps = steps, .n_steps = countof(steps) };
    size_t n;
    const struct bale_segment *s = bale_segments(a, &m, &n);

    cr_assert_eq(n, 4);
    cr_expect(!s[0].standalone && s[0].first_step == 0 && s[0].n_steps == 2);
    cr_expect(s[1].standalone && s[1].first_step == 2 && s[1].n_steps == 1 && s[1].statement == 0);
    cr_expect(s[2].standalone && s[2].first_step == 2 && s[2].statement == 1);
    cr_expect(!s[3].standalone && s[3].first_step == 3 && s[3].n_steps == 1);
    m.n_steps = 0;
    bale_segments(a, &m, &n);
    cr_expect_eq(n, 0);
}
