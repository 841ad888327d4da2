/*
 * Tests of cli: a small program's tables, run with redirected output.
 */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <criterion/redirect.h>

#include "cli.h"
#include "text.h"

enum { FORCE, LEVEL, ADD, BREAKS, DSN, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [FORCE] = { .name = "force", .letter = 'f', .help = "do it anyway" },
    [LEVEL] = { .name = "level", .letter = 'l', .value = "N", .help = "how much\nof it" },
    [ADD] = { .name = "add", .value = "WHAT", .repeats = true, .help = "one more" },
    [BREAKS] = { .name = "breaks-CLIENT",
                 .family = "breaks-",
                 .value = "y|n",
                 .repeats = true,
                 .help = "whom it breaks" },
    [DSN] = { .name = "dsn", .value = "DSN", .secret = true, .help = "where" },
};

/* Prints what it was given, so that a test sees how the command line was understood. */
static bool pack(struct cli *c, struct fail *f)
{
    const char *level = cli_value(c, LEVEL);

    (void)f;
    printf("force=%d level=%s", cli_given(c, FORCE), level ? level : "none");
    for (size_t i = 0; i < c->values[ADD].count; i++)
        printf(" +%s", c->values[ADD].at[i]);
    for (size_t i = 0; i < c->values[BREAKS].count; i++)
        printf(" {%s}", c->values[BREAKS].at[i]);
    if (cli_given(c, DSN))
        printf(" at %s", cli_value(c, DSN));
    for (size_t i = 0; i < c->n_operands; i++)
        printf(" [%s]", c->operands[i]);
    putchar('\n');
    return true;
}

static bool refuse(struct cli *c, struct fail *f)
{
    cli_warn(c, "about to \x1B refuse");
    fail_named(f, FAIL_TARGET, "target.drift", "not today");
    return fail_hint(f, "Try tomorrow.");
}

static const struct cli_command commands[] = {
    { .name = "pack",
      .operands = "BALE [STEP]",
      .least = 1,
      .most = 2,
      .summary = "pack a bale",
      .run = pack,
      .options = options,
      .n_options = N_OPTIONS },
    { .name = "refuse", .operands = "", .summary = "always fail", .details = "For tests.", .run = refuse },
};

static const struct cli_program program = {
    .name = "prog",
    .summary = "packs",
    .commands = commands,
    .n_commands = countof(commands),
    .environment = "  PROG_ENV  where",
};

static char *drain(struct arena *a, FILE *from)
{
    char *text = arena_alloc(a, 65536);

    text[fread(text, 1, 65535, from)] = '\0';
    return text;
}

struct outcome {
    int status;
    const char *out, *err;
};

/* Runs the program with up to 8 arguments. One run per test: redirection ends with it. */
static struct outcome run(struct arena *a, const char *const *words)
{
    char *argv[10] = { arena_text(a, "prog") };
    int argc = 1;
    struct outcome o;

    for (; words[argc - 1]; argc++)
        argv[argc] = arena_text(a, words[argc - 1]);
    cr_redirect_stdout();
    cr_redirect_stderr();
    o.status = cli_main(&program, argc, argv);
    fflush(stdout);
    fflush(stderr);
    fclose(stdout);
    fclose(stderr);
    o.out = drain(a, cr_get_redirected_stdout());
    o.err = drain(a, cr_get_redirected_stderr());
    return o;
}

#define ARGUMENTS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static bool has(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

Test(cli, options_and_operands)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "x.bale", "-f", "--level=3", "--add", "a", "--add=b"));

    cr_assert_eq(o.status, FAIL_NONE);
    cr_assert_str_eq(o.out, "force=1 level=3 +a +b [x.bale]\n");
    cr_assert_str_eq(o.err, "");
}

Test(cli, short_option_with_value)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "-fl7", "a", "b"));

    cr_assert_str_eq(o.out, "force=1 level=7 [a] [b]\n");
}

/* The name of a client is part of the option: --breaks-lndb=n, or its value as the next word. */
Test(cli, family_of_options)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "--breaks-lndb=n", "--breaks-web", "y", "-f", "x"));

    cr_assert_eq(o.status, FAIL_NONE, "%s", o.err);
    cr_assert_str_eq(o.out, "force=1 level=none {lndb=n} {web=y} [x]\n");
}

Test(cli, family_stands_for_itself_after_two_dashes)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "--", "--breaks-lndb=n"));

    cr_assert_str_eq(o.out, "force=0 level=none [--breaks-lndb=n]\n");
}

Test(cli, two_dashes_end_the_options)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "--", "--force"));

    cr_assert_str_eq(o.out, "force=0 level=none [--force]\n");
}

Test(cli, an_empty_value_is_a_value)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "x", "--level="));

    cr_assert_str_eq(o.out, "force=0 level= [x]\n");
}

struct misuse {
    const char *words[6];
    const char *says;
};

static const struct misuse misuses[] = {
    { { NULL }, "no command is given" },
    { { "unpack", NULL }, "unknown command \"unpack\"" },
    { { "", NULL }, "unknown command \"\"" },
    { { "pack", NULL }, "pack needs BALE [STEP]" },
    { { "pack", "a", "b", "c", NULL }, "too many operands for pack, the first is \"c\"" },
    { { "refuse", "a", NULL }, "too many operands for refuse, the first is \"a\"" },
    { { "pack", "x", "--colour", NULL }, "unknown option --colour" },
    { { "pack", "x", "-z", NULL }, "unknown option -z" },
    { { "pack", "x", "--level", NULL }, "option --level needs a value" },
    { { "pack", "x", "-l", NULL }, "option -l needs a value" },
    { { "pack", "x", "--breaks-lndb", NULL }, "option --breaks-CLIENT needs a value" },
    { { "pack", "x", "-f", "--force", NULL }, "option --force is given more than once" },
    { { "pack", "x", "--level=1", "-l2", NULL }, "option --level is given more than once" },
};

/* Redirection works once per process, so each misuse is a run of its own; the parameter is its index. */
ParameterizedTestParameters(cli, misuse)
{
    static size_t indexes[countof(misuses)];

    for (size_t i = 0; i < countof(misuses); i++)
        indexes[i] = i;
    return cr_make_param_array(size_t, indexes, countof(indexes));
}

ParameterizedTest(size_t *index, cli, misuse)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t i = *index;
    struct outcome o = run(a, misuses[i].words);

    cr_assert_eq(o.status, FAIL_USAGE, "case %zu: status %d", i, o.status);
    cr_assert_str_eq(o.out, "", "case %zu", i);
    cr_assert(has(o.err, misuses[i].says), "case %zu says: %s", i, o.err);
    cr_assert(has(o.err, "prog: hint: "), "case %zu says: %s", i, o.err);
}

Test(cli, help_lists_commands_environment_and_statuses)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("--help"));

    cr_assert_eq(o.status, FAIL_NONE);
    cr_assert(has(o.out, "pack       pack a bale"));
    cr_assert(has(o.out, "refuse     always fail"));
    cr_assert(has(o.out, "PROG_ENV  where"));
    for (int code = 0; code < FAIL_CODES; code++)
        cr_assert(has(o.out, fail_meaning((enum fail_code)code)), "status %d", code);
    cr_assert_str_eq(o.err, "");
}

static void shows_help_of_pack(const char *const *words)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, words);

    cr_assert_eq(o.status, FAIL_NONE);
    cr_assert(has(o.out, "prog pack [OPTION]... BALE [STEP]"), "%s", o.out);
    cr_assert(has(o.out, "  -f, --force"), "%s", o.out);
    cr_assert(has(o.out, "  -l, --level=N"), "%s", o.out);
    cr_assert(has(o.out, "      --add=WHAT"), "%s", o.out);
    cr_assert(has(o.out, "--help"), "%s", o.out);
}

Test(cli, help_of_a_command)
{
    shows_help_of_pack(ARGUMENTS("pack", "--help"));
}
Test(cli, help_by_letter)
{
    shows_help_of_pack(ARGUMENTS("pack", "-?"));
}
Test(cli, help_as_a_word)
{
    shows_help_of_pack(ARGUMENTS("help", "pack"));
}
Test(cli, help_wins_over_missing_operands)
{
    shows_help_of_pack(ARGUMENTS("pack", "--force", "--help"));
}

Test(cli, version)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("--version"));

    cr_assert_eq(o.status, FAIL_NONE);
    cr_assert_str_eq(o.out, "prog (pgbale) " PGBALE_VERSION "\n");
}

Test(cli, a_fail_sets_the_status_and_is_printed)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("refuse"));

    cr_assert_eq(o.status, FAIL_TARGET);
    cr_assert_str_eq(o.out, "");
    cr_assert_str_eq(o.err, "prog: warning: about to \\x1b refuse\n"
                            "prog: error: not today [target.drift]\n"
                            "prog: hint: Try tomorrow.\n");
}

Test(cli, the_command_keeps_a_password_that_the_arguments_lose)
{
    owned(arena_release) struct arena *a = arena_new();
    static char dsn[] = "--dsn=postgresql://u:secret@h/d?password=other";
    char *argv[] = { arena_text(a, "prog"), arena_text(a, "pack"), arena_text(a, "x.bale"), dsn, NULL };

    cr_redirect_stdout();
    cr_assert_eq(cli_main(&program, 4, argv), FAIL_NONE);
    fflush(stdout);
    cr_assert_stdout_eq_str("force=0 level=none at postgresql://u:secret@h/d?password=other [x.bale]\n");
    cr_assert_str_eq(dsn, "--dsn=postgresql://u:******@h/d?password=*****");
}

Test(cli, a_misspelt_option_does_not_show_its_value)
{
    owned(arena_release) struct arena *a = arena_new();
    struct outcome o = run(a, ARGUMENTS("pack", "x.bale", "--dns=host=h password=secret"));

    cr_assert_eq(o.status, FAIL_USAGE);
    cr_assert_not(has(o.err, "secret"), "%s", o.err);
}
