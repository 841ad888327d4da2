/*
 * test_run: see test_run.h.
 */
#define _GNU_SOURCE
#include "test_run.h"

#include "file.h"
#include "key.h"
#include "pack.h"
#include "project_bale.h"
#include "trust.h"
#include "workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct testing {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n;
    const char *folder; /* of the bale and the trust store: private, removed at the end */
    const char *environment;
    struct workspace *workspace;
};

/* ------------------------------------------------------------ the bale */

static bool pack(struct testing *t, struct bytes *out, struct fail *f)
{
    struct project_bale_parts parts = { &t->project, t->drafts, NULL, t->n, t->n, NULL, 0 };
    const struct proof **proofs = arena_array(t->arena, t->n, sizeof *proofs);

    if (!project_schema(t->arena, &t->project, &parts.schema, &parts.n_schema, f) ||
        !project_proofs(t->arena, t->drafts, t->n, proofs, f))
        return false;
    parts.proofs = proofs;
    struct bale b = project_bale(t->arena, &parts);
    return bale_pack(t->arena, &b, out, f);
}

/* Signs with a key that nobody keeps, and trusts it. */
static bool seal(struct testing *t, struct bytes bale, struct fail *f)
{
    owned(private_key_release) struct private_key *key = NULL;
    struct bytes trust;

    if (!private_key_generate(KEY_ED25519, &key, f) || !bale_add_signature(t->arena, bale, key, &bale, f))
        return false;
    const struct public_key *public = private_key_public(key);
    const char *name = "test";
    struct trust_draft d = { .keys = &public,
                             .names = &name,
                             .n_keys = 1,
                             .threshold = 1,
                             .environments = &t->environment,
                             .n_environments = 1 };
    return trust_draft_text(t->arena, &d, &trust, f) &&
           file_write(format(t->arena, "%s/test.bale", t->folder), bale, 0600, f) &&
           file_write(format(t->arena, "%s/trust.json", t->folder), trust, 0600, f);
}

/* ------------------------------------------------------------ programs */

/* "NAME=VALUE" in place of what the environment says about NAME. */
static char **environment_with(struct arena *a, const char *name, const char *value)
{
    size_t n = 0, size = strlen(name);

    while (environ[n])
        n++;
    char **list = arena_array(a, n + 2, sizeof *list);
    n = 0;
    for (char **at = environ; *at; at++)
        if (strncmp(*at, name, size) != 0 || (*at)[size] != '=')
            list[n++] = *at;
    list[n++] = format(a, "%s=%s", name, value);
    list[n] = NULL;
    return list;
}

/* Runs a program to its end. What it says goes to `output`; -1: where ours goes. */
static bool run_program(char *const *argv, char *const *variables, int output, int *status, struct fail *f)
{
    fflush(stdout);
    pid_t child = fork();

    if (child < 0)
        return fail(f, FAIL_FAILED, "cannot run %s: %s", argv[0], strerror(errno));
    if (child == 0) {
        if (output >= 0 && (dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0))
            _exit(126);
        execvpe(argv[0], argv, variables);
        _exit(errno == ENOENT ? 127 : 126);
    }
    int ended = 0;
    while (waitpid(child, &ended, 0) < 0)
        if (errno != EINTR)
            return fail(f, FAIL_FAILED, "cannot wait for %s: %s", argv[0], strerror(errno));
    *status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    return true;
}

/* pgbale-apply of the same installation or build, else the one in PATH. */
static char *applier(struct arena *a)
{
    static const char *const places[] = { "pgbale-apply", "../applier/pgbale-apply" };
    char self[4096];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);
    const char *end = size > 0 ? memrchr(self, '/', (size_t)size) : NULL;

    for (size_t i = 0; end && i < countof(places); i++) {
        char *path = format(a, "%.*s/%s", (int)(end - self), self, places[i]);
        if (access(path, X_OK) == 0)
            return path;
    }
    return format(a, "pgbale-apply");
}

static bool apply(struct testing *t, const char *dsn, struct fail *f)
{
    struct arena *a = t->arena;
    char *const argv[] = { applier(a),
                           format(a, "apply"),
                           format(a, "%s/test.bale", t->folder),
                           format(a, "--trust=%s/trust.json", t->folder),
                           format(a, "--env=%s", t->environment),
                           NULL };
    const char *log = format(a, "%s/log", t->folder);
    owned(file_close) int output = open(log, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    struct bytes said;
    struct fail left;
    int status;

    if (output < 0)
        return fail(f, FAIL_FAILED, "cannot write %s: %s", log, strerror(errno));
    if (!run_program(argv, environment_with(a, "POSTGRES_DSN", dsn), output, &status, f))
        return false;
    if (status == 0)
        return true;
    if (status >= 126) {
        fail(f, FAIL_FAILED, "cannot run pgbale-apply");
        return fail_hint(f, "Install it next to pgbale, or in a folder of PATH.");
    }
    fail_named(f, status < FAIL_CODES ? (enum fail_code)status : FAIL_FAILED, "test.apply",
               "the applier did not apply the migrations (status %d)", status);
    if (file_read(a, log, FILE_SMALL, &said, &left))
        fail_detail(f, "%s", (const char *)said.at);
    return fail_hint(f, "\"pgbale prove\" runs the same statements.");
}

static bool run_command(struct testing *t, const char *dsn, struct fail *f)
{
    char **argv = arena_array(t->arena, t->cli->n_operands + 1, sizeof *argv);
    int status;

    for (size_t i = 0; i < t->cli->n_operands; i++)
        argv[i] = arena_text(t->arena, t->cli->operands[i]);
    if (!run_program(argv, environment_with(t->arena, "POSTGRES_DSN", dsn), -1, &status, f))
        return false;
    if (status == 0)
        return true;
    fail_named(f, FAIL_FAILED, "test.failed", "%s ended with %d", argv[0], status);
    return status == 127 ? fail_hint(f, "Was the command found? It is looked up in PATH.")
                         : fail_hint(f, "What it printed stands above.");
}

/* ------------------------------------------------------------ */

static bool carry_out(struct testing *t, struct fail *f)
{
    owned(pg_finish) PGconn *db = NULL;
    struct bytes bale;

    if (!pack(t, &bale, f) || !seal(t, bale, f) || !workspace_database(t->workspace, &db, f))
        return false;
    const char *dsn = scratch_dsn(t->arena, t->workspace->scratch, PQdb(db));
    return apply(t, dsn, f) && run_command(t, dsn, f);
}

bool test_run(struct cli *c, const struct test_request *r, struct fail *f)
{
    struct testing t = { .cli = c, .arena = c->arena };
    char folder[] = "/tmp/pgbale-test-XXXXXX";
    struct fail left;

    if (!project_open(c->arena, r->folder, &t.project, f) ||
        !drafts_read(c->arena, &t.project, &t.drafts, &t.n, f))
        return false;
    if (!t.n) {
        fail(f, FAIL_USAGE, "there is no migration in \"%s\"", t.project.migrations_folder);
        return fail_hint(f, "\"pgbale generate NAME\" writes the first.");
    }
    t.environment = t.project.environments.count ? t.project.environments.at[0] : "test";
    if (!workspace_of_project(c->arena, &t.project, r->scratch, &t.workspace, f))
        return false;
    if (!mkdtemp(folder)) {
        workspace_close(&t.workspace);
        return fail(f, FAIL_FAILED, "cannot make a folder in /tmp: %s", strerror(errno));
    }
    t.folder = folder;
    bool done = carry_out(&t, f);
    workspace_close(&t.workspace);
    if (!file_remove_tree(folder, &left))
        cli_warn(c, "%s", left.message);
    return done;
}
