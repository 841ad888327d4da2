/*
 * statement: the place of a character in a step's file, which is what an error message shows.
 */
#include "statement.h"

#include <criterion/criterion.h>

static const char sql[] = "-- \xc3\xa4\n\n  SELECT \xc3\xa4,\n\tbroken;\nSELECT 2;\n";

static const struct bale_statement statements[] = { { .start = 9, .size = 18, .line = 3, .tag = "SELECT" } };
static const struct bale_step step = { .name = "010.sql",
                                       .sql = { (const uint8_t *)sql, sizeof sql - 1 },
                                       .statements = statements,
                                       .n_statements = 1 };
static const struct bale_migration migration = { .name = "0001-x", .steps = &step, .n_steps = 1 };
static const struct statement first = { &migration, &step, &statements[0] };

Test(statement, text)
{
    struct arena *a = arena_new();

    cr_expect_str_eq(statement_text(a, &first), "SELECT \xc3\xa4,\n\tbroken");
    arena_free(a);
}

Test(statement, place)
{
    struct arena *a = arena_new();

    cr_expect_str_eq(statement_place(a, &first, 1), "0001-x/010.sql:3:3");
    cr_expect_str_eq(statement_place(a, &first, 8), "0001-x/010.sql:3:10");
    cr_expect_str_eq(statement_place(a, &first, 9), "0001-x/010.sql:3:11");
    cr_expect_str_eq(statement_place(a, &first, 12), "0001-x/010.sql:4:2");
    arena_free(a);
}

Test(statement, transactions_are_not_allowed)
{
    struct bale_statement commit = statements[0];
    struct fail f;

    commit.tag = "COMMIT";
    cr_expect_not(statement_allowed(&(struct statement){ &migration, &step, &commit }, &f));
    cr_expect_str_eq(f.name, "content.transaction");
    cr_expect(statement_allowed(&first, &f));
}
