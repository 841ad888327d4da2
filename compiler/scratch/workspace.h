/*
 * workspace: a scratch server with the project's prelude, from which databases are made.
 *
 * The server is started when the first database is asked for, so that what needs none starts none.
 */
#ifndef PGBALE_WORKSPACE_H
#define PGBALE_WORKSPACE_H

#include "model.h"
#include "project.h"
#include "scratch.h"

struct workspace_options {
    const char *scratch_dsn;         /* NULL: a private cluster */
    unsigned major;                  /* 0: any */
    const char *prelude;             /* name of a built-in prelude, or NULL */
    const struct source_file *files; /* the project's own prelude files */
    size_t n_files;
};

struct workspace {
    struct arena *arena;
    struct workspace_options options;
    /* Set once the server runs (workspace_ready). */
    struct scratch *scratch;
    bool ready;
    const char *prelude_database;      /* template with the prelude; NULL: there is none */
    const char *settings;              /* session settings under which schema files and steps run */
    const char *const *search_schemas; /* schemas of the prelude: they decide the search path */
    size_t n_search_schemas;
};

/* Makes a workspace. Checks that the prelude exists; starts nothing. */
bool workspace_open(struct arena *a, const struct workspace_options *o, struct workspace **out,
                    struct fail *f) must_check;
void workspace_close(struct workspace **w); /* for owned(workspace_close); NULL is allowed */

/* Starts the server and loads the prelude, unless that was done. */
bool workspace_ready(struct workspace *w, struct fail *f) must_check;

/* The server must be of this major version: that of the database it is compared with. Before it is started.
 */
void workspace_major(struct workspace *w, unsigned major);

/* A fresh database with the prelude. */
bool workspace_database(struct workspace *w, PGconn **out, struct fail *f) must_check;

/* A copy of a database made here. The original must be nobody's else: it is closed and opened again. */
bool workspace_copy(struct workspace *w, PGconn **original, PGconn **out, struct fail *f) must_check;

/* The same with schema files loaded, in any order. */
bool workspace_declared(struct workspace *w, const struct source_file *files, size_t n, PGconn **out,
                        struct fail *f) must_check;

/* Options for a project: its prelude and its own prelude files. */
bool workspace_of_project(struct arena *a, const struct project *p, const char *scratch_dsn,
                          struct workspace **out, struct fail *f) must_check;

/*
 * What the project manages: its schemas, and the extensions that its schema files or steps create
 * in other schemas. `files` are all of them.
 */
struct managed workspace_managed(struct arena *a, const struct project *p, const struct source_file *schema,
                                 size_t n_schema, const struct source_file *steps, size_t n_steps);

/* Sets the extensions of which the prelude, built in (NULL: none) or in files, has stubs. */
void workspace_add_stubs(struct arena *a, struct managed *m, const char *prelude,
                         const struct source_file *files, size_t n);

/* Adds the extensions that files create, in whatever schema. */
void workspace_add_extensions(struct arena *a, struct managed *m, const struct source_file *files, size_t n);

/* Adds the triggers and policies that files declare on tables of schemas that are not managed. */
void workspace_add_guests(struct arena *a, struct managed *m, const struct source_file *files, size_t n);

#endif
