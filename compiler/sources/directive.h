/*
 * directive: instructions to pgbale in SQL comments, such as `-- pgbale: renamed-from old_name`.
 *
 * Each stands in a `--` comment on a line of its own. Only real comments count: the same text in a literal
 * or a function body is data. What looks like a directive but is not one is an error, never ignored.
 */
#ifndef PGBALE_DIRECTIVE_H
#define PGBALE_DIRECTIVE_H

#include "tokens.h"

enum directive_kind {
    DIRECTIVE_RENAMED_FROM, /* renamed-from OLD: the object, column or enum label that follows had another
                               name */
    DIRECTIVE_STANDALONE,   /* standalone: first in a step file; no statement of it runs in a transaction */
    DIRECTIVE_EXPECT_ROWS,  /* expect-rows N | N..M | N..: how many rows the next statement touches */
    DIRECTIVE_ALLOW,        /* allow RULE "reason": a lint that does not count for the next statement */
    DIRECTIVE_OPAQUE,       /* opaque ["TAG"]: newer SQL than the parser knows; passes unclassified */
    DIRECTIVE_USING,  /* using EXPRESSION: the new value of the column that follows, when its type changes */
    DIRECTIVE_STUB,   /* stub: the next object stands in for one that somebody else manages */
    DIRECTIVE_CASE,   /* case NAME: what the statement that follows shows (tests/rls) */
    DIRECTIVE_AS,     /* as ROLE [CLAIMS]: who asks, from here to the end of the file (tests/rls) */
    DIRECTIVE_EXPECT, /* expect rows N | refused [SQLSTATE] | row A | B...: its answer (tests/rls) */
    DIRECTIVES
};

enum directive_answer { ANSWER_ROWS, ANSWER_REFUSED, ANSWER_ROW };

#define NO_STATEMENT SIZE_MAX

struct directive {
    enum directive_kind kind;
    size_t offset;         /* of its "--" in the file */
    unsigned line, column; /* 1-based */
    size_t statement;      /* index of the statement it stands before or inside; NO_STATEMENT: the file */
    bool inside;           /* it stands inside that statement (renamed-from, allow, stub before a column) */
    const char *const
        *old; /* renamed-from: name parts as PostgreSQL reads them, unquoted: {"hub","account"} */
    size_t n_old;
    bool literal; /* renamed-from: OLD is a label of an enum, in quotes; `old` is empty */
    const char
        *text; /* renamed-from: OLD as written; allow: RULE; opaque: TAG or NULL; as: ROLE; case; using */
    const char *reason;           /* allow */
    uint64_t least, most;         /* expect-rows; most is UINT64_MAX for "or more" */
    const char *claims;           /* as: JSON text, or NULL */
    enum directive_answer answer; /* expect; `text` is the SQLSTATE, NULL: any, or the row */
};

/* "renamed-from", "standalone"... */
const char *directive_name(enum directive_kind kind);

/*
 * All directives among the tokens of a text, ascending by offset; `statement` is NO_STATEMENT and `inside`
 * false in each. Fails with FAIL_USAGE (sql.directive) and the place.
 */
bool directives_read(struct arena *a, const char *path, struct bytes text, const struct token *tokens,
                     size_t n_tokens, const struct directive **out, size_t *n, struct fail *f) must_check;

#endif
