/*
 * cli: see cli.h.
 */
#define _GNU_SOURCE
#include "cli.h"

#include "text.h"

#include <fcntl.h>
#include <getopt.h>
#include <unistd.h>

const char *cli_value(const struct cli *c, size_t option)
{
    const struct cli_values *v = &c->values[option];

    return v->count ? v->at[v->count - 1] : NULL;
}

bool cli_given(const struct cli *c, size_t option)
{
    return c->values[option].count > 0;
}

bool cli_colour(FILE *out)
{
    const char *no = getenv("NO_COLOR");

    return !(no && *no) && isatty(fileno(out));
}

/* Where a line can be replaced. */
static bool has_progress(void)
{
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

static void clear_progress(void)
{
    if (has_progress())
        fputs("\r\033[K", stderr);
}

void cli_progress(const struct cli *c, const char *pattern, ...)
{
    va_list args;

    if (!has_progress())
        return;
    clear_progress();
    if (!pattern)
        return;
    owned(arena_release) struct arena *a = arena_new();
    va_start(args, pattern);
    const char *text = format_list(a, pattern, args);
    va_end(args);
    fprintf(stderr, "%s: %s...", c->program->name, text_shown(a, text, strlen(text), true));
    fflush(stderr);
}

static void say(const struct cli *c, const char *label, const char *pattern, va_list args) printf_like(3, 0);

static void say(const struct cli *c, const char *label, const char *pattern, va_list args)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *text = format_list(a, pattern, args);

    clear_progress();
    fprintf(stderr, "%s: %s%s\n", c->program->name, label, text_shown(a, text, strlen(text), true));
}

void cli_warn(const struct cli *c, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    say(c, "warning: ", pattern, args);
    va_end(args);
}

void cli_note(const struct cli *c, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    say(c, "", pattern, args);
    va_end(args);
}

static void print_exit_statuses(void)
{
    puts("\nExit status:");
    for (int code = 0; code < FAIL_CODES; code++)
        printf("  %2d  %s\n", code, fail_meaning((enum fail_code)code));
}

static void print_program_help(const struct cli_program *p)
{
    printf("%s: %s\n\nUsage:\n  %s COMMAND [OPTION]...\n\nCommands:\n", p->name, p->summary, p->name);
    for (size_t i = 0; i < p->n_commands; i++)
        printf("  %-10s %s\n", p->commands[i].name, p->commands[i].summary);
    printf("\n\"%s COMMAND --help\" tells more about a command.\n", p->name);
    if (p->environment)
        printf("\nEnvironment:\n%s\n", p->environment);
    print_exit_statuses();
}

static void print_option(const struct cli_option *o)
{
    char left[64];
    const char *help = o->help;
    int n = o->letter ? snprintf(left, sizeof left, "  -%c, --%s", o->letter, o->name)
                      : snprintf(left, sizeof left, "      --%s", o->name);

    if (o->value && n > 0 && (size_t)n < sizeof left)
        snprintf(left + n, sizeof left - (size_t)n, "=%s", o->value);
    for (bool first = true; *help; first = false) {
        size_t size = strcspn(help, "\n");
        if (first && strlen(left) > 30) {
            printf("%s\n", left);
            left[0] = '\0';
        }
        printf("%-32s %.*s\n", first ? left : "", (int)size, help);
        help += size + (help[size] == '\n');
    }
}

static void print_command_help(const struct cli_program *p, const struct cli_command *cmd)
{
    printf("%s %s: %s\n\nUsage:\n  %s %s%s%s%s\n", p->name, cmd->name, cmd->summary, p->name, cmd->name,
           cmd->n_options ? " [OPTION]..." : "", *cmd->operands ? " " : "", cmd->operands);
    if (cmd->details)
        printf("\n%s\n", cmd->details);
    puts("\nOptions:");
    for (size_t i = 0; i < cmd->n_options; i++)
        print_option(&cmd->options[i]);
    print_option(&(struct cli_option){ .name = "help", .letter = '?', .help = "show this help, then exit" });
}

static const struct cli_command *find_command(const struct cli_program *p, const char *name)
{
    for (size_t i = 0; i < p->n_commands; i++)
        if (strcmp(p->commands[i].name, name) == 0)
            return &p->commands[i];
    return NULL;
}

/* The long options of a command for getopt_long; val is the index + 256, --help is last. */
static const struct option *long_options(struct arena *a, const struct cli_command *cmd, const char **letters)
{
    struct option *list = arena_array(a, cmd->n_options + 2, sizeof *list);
    struct text shorts = text_new(a);

    text_add(&shorts, ":?");
    for (size_t i = 0; i < cmd->n_options; i++) {
        const struct cli_option *o = &cmd->options[i];
        list[i] = (struct option){ o->name, o->value ? required_argument : no_argument, NULL, 256 + (int)i };
        if (o->letter)
            text_addf(&shorts, "%c%s", o->letter, o->value ? ":" : "");
    }
    list[cmd->n_options] = (struct option){ "help", no_argument, NULL, 255 };
    *letters = shorts.at;
    return list;
}

static void values_add(struct arena *a, struct cli_values *v, const char *value)
{
    const char **at = arena_array(a, v->count + 1, sizeof *at);

    if (v->count)
        memcpy(at, v->at, v->count * sizeof *at);
    at[v->count++] = value;
    v->at = at;
}

static bool usage(const struct cli *c, struct fail *f)
{
    return fail_hint(f, "Try \"%s %s --help\".", c->program->name, c->command->name);
}

/* Our copy keeps the password; the process's own arguments, which everybody can see, do not. */
static const char *hidden(struct arena *a, char *value)
{
    const char *copy = arena_text(a, value), *secret;
    size_t size;

    for (size_t at = 0; (secret = text_secret(copy + at, &size)); at = (size_t)(secret - copy) + size)
        memset(value + (secret - copy), '*', size);
    return copy;
}

static bool take_option(struct cli *c, int found, struct fail *f)
{
    const struct cli_command *cmd = c->command;
    size_t index = (size_t)(found - 256);

    if (found < 256)
        for (index = 0; index < cmd->n_options; index++)
            if (cmd->options[index].letter == found)
                break;
    const struct cli_option *o = &cmd->options[index];
    if (!o->repeats && c->values[index].count) {
        fail(f, FAIL_USAGE, "option --%s is given more than once", o->name);
        return usage(c, f);
    }
    values_add(c->arena, &c->values[index], !o->value ? "" : o->secret ? hidden(c->arena, optarg) : optarg);
    return true;
}

/* "--breaks-lndb=n" becomes "--breaks-CLIENT=lndb=n" when an option's family is "breaks-". */
static void rewrite_families(const struct cli *c, int *argc, char **argv)
{
    for (int i = 1; i < *argc && strcmp(argv[i], "--") != 0; i++) {
        for (size_t o = 0; o < c->command->n_options; o++) {
            const struct cli_option *option = &c->command->options[o];
            if (!option->family || strncmp(argv[i], "--", 2) != 0 ||
                !text_starts(argv[i] + 2, option->family))
                continue;
            const char *name = argv[i] + 2 + strlen(option->family);
            bool inside = strchr(name, '=') != NULL, apart = !inside && i + 1 < *argc;
            /* Without any value, the option is left bare, so that parsing says what it lacks. */
            if (inside)
                argv[i] = format(c->arena, "--%s=%s", option->name, name);
            else if (apart)
                argv[i] = format(c->arena, "--%s=%s=%s", option->name, name, argv[i + 1]);
            else
                argv[i] = format(c->arena, "--%s", option->name);
            for (int k = i + 1; apart && k + 1 < *argc; k++)
                argv[k] = argv[k + 1];
            *argc -= apart;
            break;
        }
    }
}

/* Fills options and operands. *done is set when --help was asked for and printed. */
static bool parse(struct cli *c, int argc, char **argv, bool *done, struct fail *f)
{
    const char *letters;
    const struct option *longs = long_options(c->arena, c->command, &letters);

    rewrite_families(c, &argc, argv);
    opterr = 0;
    optind = 0; /* glibc: start afresh, also after an earlier call */
    for (;;) {
        int found = getopt_long(argc, argv, letters, longs, NULL);
        if (found == -1)
            break;
        if (found == 255 || (found == '?' && strcmp(argv[optind - 1], "-?") == 0)) {
            print_command_help(c->program, c->command);
            *done = true;
            return true;
        }
        if (found == ':') {
            fail(f, FAIL_USAGE, "option %s needs a value", argv[optind - 1]);
            return usage(c, f);
        }
        if (found == '?') {
            fail(f, FAIL_USAGE, "unknown option %.*s", (int)strcspn(argv[optind - 1], "="), argv[optind - 1]);
            return usage(c, f);
        }
        if (!take_option(c, found, f))
            return false;
    }
    c->n_operands = (size_t)(argc - optind);
    c->operands = arena_array(c->arena, c->n_operands + 1, sizeof *c->operands);
    for (size_t i = 0; i < c->n_operands; i++)
        c->operands[i] = argv[optind + (int)i];
    if (c->n_operands < c->command->least) {
        fail(f, FAIL_USAGE, "%s needs %s", c->command->name, c->command->operands);
        return usage(c, f);
    }
    if (c->n_operands > c->command->most) {
        fail(f, FAIL_USAGE, "too many operands for %s, the first is \"%s\"", c->command->name,
             c->operands[c->command->most]);
        return usage(c, f);
    }
    return true;
}

static bool run(const struct cli_program *p, struct arena *a, int argc, char **argv, struct fail *f)
{
    if (argc < 2) {
        fail(f, FAIL_USAGE, "no command is given");
        return fail_hint(f, "Try \"%s --help\".", p->name);
    }
    const char *name = argv[1];
    const struct cli_command *cmd = find_command(p, name);
    if (strcmp(name, "help") == 0 && argc > 2 && (cmd = find_command(p, argv[2]))) {
        print_command_help(p, cmd);
        return true;
    }
    if (strcmp(name, "--help") == 0 || strcmp(name, "-?") == 0 || strcmp(name, "help") == 0) {
        print_program_help(p);
        return true;
    }
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        printf("%s (pgbale) %s\n", p->name, PGBALE_VERSION);
        return true;
    }
    if (!cmd) {
        fail(f, FAIL_USAGE, "unknown command \"%s\"", name);
        return fail_hint(f, "\"%s --help\" lists the commands.", p->name);
    }
    struct cli c = { .arena = a, .program = p, .command = cmd };
    c.values = arena_array(a, cmd->n_options + 1, sizeof *c.values);
    bool done = false;
    if (!parse(&c, argc - 1, argv + 1, &done, f))
        return false;
    if (done || cmd->run(&c, f))
        return true;
    return f->code == FAIL_USAGE && !f->hint[0] ? usage(&c, f) : false;
}

/*
 * What was closed by our caller must not become a file or a connection of ours, which our output would then
 * go to. The stand-ins are open the wrong way round, so that a write still fails.
 */
static void reserve_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
            abort();
}

int cli_main(const struct cli_program *program, int argc, char **argv)
{
    reserve_descriptors();
    owned(arena_release) struct arena *a = arena_new();
    struct fail *f = arena_alloc(a, sizeof *f);
    int status = FAIL_NONE;

    if (!run(program, a, argc, argv, f)) {
        fflush(stdout);
        clear_progress();
        fail_print(f, program->name, stderr);
        status = (int)f->code;
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "%s: error: cannot write to standard output\n", program->name);
        if (status == FAIL_NONE)
            status = FAIL_FAILED;
    }
    return status;
}
