/*
 * source: SQL files, split into statements that know where they stand and what they are.
 *
 * libpg_query is the only parser here; it splits, locates, classifies and allow-lists. What a statement
 * means is for a PostgreSQL server to say. Statements of a file are ascending and never overlap; between
 * them stand only white space, comments and semicolons.
 */
#ifndef PGBALE_SOURCE_H
#define PGBALE_SOURCE_H

#include "directive.h"

/* Which statements a file may hold; the table is in statement_rules.c. */
enum source_rules {
    SOURCE_SCHEMA,  /* schema files: what is there, in any order */
    SOURCE_PRELUDE, /* prelude files: also roles, DO, INSERT, SET, in order */
    SOURCE_STEP,    /* migration steps: DDL, set-based DML, DO */
    SOURCE_ANY,     /* nothing is refused but what cannot be parsed (contracts, tests) */
};

/* What a CREATE statement declares, from its parse tree, unquoted. All NULL for other statements. */
struct source_object {
    const char *kind;   /* "table", "view", "index", "function", "policy"... */
    const char *schema; /* NULL: not given (public, or wherever its table is), or the kind has none; of an
                           extension: WITH SCHEMA */
    const char *name;   /* NULL: not given (an unnamed index) */
    const char *on;     /* policy, trigger, rule, index: its table, "schema.name" as given */
    const char *args;   /* routines, aggregates: input types as the parser read them, else NULL */
    bool bare;          /* CREATE SCHEMA with a name only: no owner, nothing in it */
    bool pinned;        /* an extension of which a version is asked for */
    bool again;         /* OR REPLACE or IF NOT EXISTS: PostgreSQL would not complain about a second one */
};

/* Names what a standalone statement leaves behind, so that a rerun can look for it. */
struct source_probe {
    const char *kind;          /* as in bale.h */
    const char *schema, *name; /* unquoted, from the parse tree; schema may be NULL */
    const char *table;         /* of an index that is made */
    const char *value;         /* that an enum gets */
};

/* Where names without a schema are looked for, when a file says so with SET search_path. */
struct source_path {
    const char *set;  /* SET LOCAL search_path ... */
    const char *home; /* the schema that objects without one are made in */
};

struct source_statement {
    size_t start, size;    /* bytes: from its first token to its last, without ';' */
    unsigned line, column; /* 1-based place of its first token, column in characters */
    const char *node;      /* "CreatePolicyStmt"; NULL: opaque */
    const char *tag;       /* the tag PostgreSQL answers, without counts: "CREATE TABLE", "UPDATE" */
    bool in_transaction_ok;
    bool standalone_ok; /* may stand in a `-- pgbale: standalone` file */
    bool is_rls;        /* only CREATE/ALTER/DROP POLICY and ALTER TABLE ... ROW LEVEL SECURITY */
    bool sweeps; /* is about all that is there, or all that comes later: GRANT ON ALL, default privileges */
    bool is_dml; /* changes or may change rows: INSERT, UPDATE, DELETE, MERGE, TRUNCATE */
    const char *const *capabilities; /* sorted, distinct: "alter_policy", "dml", "drop_column", "do_block" */
    size_t n_capabilities;
    struct source_object object;
    struct source_probe probe;             /* kind is NULL unless it may stand in a standalone file */
    const char *body;                      /* text of a routine's string body, else NULL */
    const struct source_path *search_path; /* NULL: the usual one */
    const struct directive *directives;    /* those before and inside it, ascending */
    size_t n_directives;
};

struct source_file {
    const char *path;  /* as shown to the user */
    struct bytes text; /* the whole file; NUL-terminated after its bytes */
    bool standalone;   /* `-- pgbale: standalone` at the top */
    bool unchecked;    /* says SET check_function_bodies = off, as every dump does */
    const struct source_statement *statements;
    size_t n_statements;
    const struct directive *directives; /* all, ascending by offset */
    size_t n_directives;
};

/*
 * Reads SQL text. `path` is for messages. All memory is the arena's; `text` is copied when it is not
 * NUL-terminated, so pass what file_read returned. Refusals are FAIL_USAGE with path:line:column, a short
 * name (sql.syntax, sql.refused, sql.directive, sql.psql, sql.content) and what to do.
 */
bool source_parse(struct arena *a, const char *path, struct bytes text, enum source_rules rules,
                  struct source_file *out, struct fail *f) must_check;

/* Reads one file. `shown` is its path in messages; NULL: `path`. */
bool source_load_file(struct arena *a, const char *path, const char *shown, enum source_rules rules,
                      struct source_file *out, struct fail *f) must_check;

/* All *.sql below a folder, sorted by path; none is no error. Shown paths are `shown`/relative. */
bool source_load_folder(struct arena *a, const char *folder, const char *shown, enum source_rules rules,
                        const struct source_file **out, size_t *n, struct fail *f) must_check;

/* A statement's text, NUL-terminated, in the arena. */
const char *source_text(struct arena *a, const struct source_file *file, const struct source_statement *s);

/* The first directive of a kind that stands before the statement (not inside), or NULL. */
const struct directive *source_directive(const struct source_statement *s, enum directive_kind kind);

/* The first `allow RULE "reason"` of a statement, before it or inside, for this rule, or NULL. */
const struct directive *source_allow(const struct source_statement *s, const char *rule);

/* 1-based line and column (in characters) of a byte offset. Linear in the offset: for messages. */
void source_place(struct bytes text, size_t offset, unsigned *line, unsigned *column);

/* Byte offset of the `position`-th character (1-based, as servers count) after `start`. */
size_t source_offset(struct bytes text, size_t start, size_t position);

/* Adds the line that holds `offset` and a caret below it to a filled fail's detail; returns false. */
bool source_show(struct bytes text, size_t offset, struct fail *f);

#endif
