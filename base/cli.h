/*
 * cli: a program is a table of commands, a command a table of options.
 *
 * Help, usage errors and option parsing all come from the tables; nothing else in the
 * programs prints usage text. Options are named by index, so that a misspelt name cannot compile.
 */
#ifndef PGBALE_CLI_H
#define PGBALE_CLI_H

#include "fail.h"

struct cli_option {
    const char *name;   /* long name without dashes */
    char letter;        /* short letter, or 0 */
    const char *value;  /* placeholder of its value in help; NULL: a flag */
    const char *family; /* "breaks-": any --breaks-NAME=VALUE is meant; its value reads "NAME=VALUE" */
    bool repeats;       /* may be given more than once */
    bool secret;        /* may hold a password, which is taken out of what ps shows */
    const char *help;   /* one sentence; may have several lines */
};

struct cli;

struct cli_command {
    const char *name;
    const char *operands; /* placeholder text, such as "BALE" or "[--] CMD" */
    size_t least, most;   /* how many operands */
    const char *summary;  /* one line */
    const char *details;  /* more help, NULL: none */
    bool (*run)(struct cli *c, struct fail *f);
    const struct cli_option *options;
    size_t n_options;
};

struct cli_program {
    const char *name;
    const char *summary;
    const struct cli_command *commands;
    size_t n_commands;
    const char *environment; /* lines for --help about variables it reads, NULL: none */
};

/* The values of one option, in the order given. A flag has one entry per use. */
struct cli_values {
    const char **at;
    size_t count;
};

struct cli {
    struct arena *arena;
    const struct cli_program *program;
    const struct cli_command *command;
    const char **operands;
    size_t n_operands;
    struct cli_values *values; /* by option index */
};

/* Last value of an option, or NULL when it was not given. */
const char *cli_value(const struct cli *c, size_t option);
bool cli_given(const struct cli *c, size_t option);

/*
 * Runs the command that argv names: parses, calls run, prints a fail to stderr.
 * Returns the exit status. --help and --version work everywhere and print to stdout.
 */
int cli_main(const struct cli_program *program, int argc, char **argv);

/* True when colour may be used on `out`: a terminal, and NO_COLOR is not set. */
bool cli_colour(FILE *out);

/* "PROGRAM: warning: ..." on stderr, foreign characters escaped. */
void cli_warn(const struct cli *c, const char *pattern, ...) printf_like(2, 3);

/*
 * What is being done now, in a line that the next one replaces: on stderr, and only when that is a terminal.
 * NULL takes the line away, which is due before something is printed to stdout.
 */
void cli_progress(const struct cli *c, const char *pattern, ...) printf_like(2, 3);

/* A line for people, on stderr ("PROGRAM: ..."). */
void cli_note(const struct cli *c, const char *pattern, ...) printf_like(2, 3);

#endif
