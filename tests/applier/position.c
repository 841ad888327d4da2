/*
 * position: where a ledger stands in a bale's chain.
 */
#include "position.h"

#include <criterion/criterion.h>

static const char *const digests_one[] = { "d0", "d1" };
static const char *const digests_two[] = { "d1", "d2", "d3" };
static const struct bale_states states_one = { 15, digests_one, 2 };
static const struct bale_states states_two = { 15, digests_two, 3 };

static const struct bale_migration chain[] = {
    { .sequence = 1,
      .id = "aa",
      .parent = BALE_GENESIS,
      .name = "1-a",
      .version = "0.1.0",
      .states = &states_one,
      .n_states = 1 },
    { .sequence = 2,
      .id = "bb",
      .parent = "aa",
      .name = "2-b",
      .version = "0.2.0",
      .states = &states_two,
      .n_states = 1 },
    { .sequence = 3,
      .id = "cc",
      .parent = "bb",
      .name = "3-c",
      .version = "0.3.0",
      .states = &states_two,
      .n_states = 1 },
};

static const struct bale whole = { .migrations = chain, .n_migrations = 3 };
static const struct bale tail = { .migrations = chain + 1, .n_migrations = 2 };

static struct ledger at(uint64_t sequence, const char *id)
{
    return (struct ledger){
        .exists = true, .head = { .sequence = sequence, .migration_id = id, .name = "x", .version = "9" }
    };
}

static void expect(const struct bale *b, struct ledger l, size_t migration, size_t segment)
{
    struct position p;
    struct fail f;

    cr_assert(position_find(b, &l, &p, &f), "%s", f.message);
    cr_expect_eq(p.migration, migration);
    cr_expect_eq(p.segment, segment);
}

static void expect_refused(const struct bale *b, struct ledger l, const char *name)
{
    struct position p;
    struct fail f;

    cr_assert_not(position_find(b, &l, &p, &f));
    cr_expect_eq(f.code, FAIL_TARGET);
    cr_expect_str_eq(f.name, name);
}

Test(position, found)
{
    expect(&whole, (struct ledger){ 0 }, 0, 0);
    expect(&whole, at(1, "aa"), 1, 0);
    expect(&whole, at(3, "cc"), 3, 0);
    expect(&tail, at(1, "aa"), 0, 0);
    expect(&tail, at(2, "bb"), 1, 0);
}

Test(position, refused)
{
    expect_refused(&whole, at(1, "zz"), "position.fork");
    expect_refused(&whole, at(3, "zz"), "position.fork");
    expect_refused(&tail, at(1, "zz"), "position.fork");
    expect_refused(&whole, at(4, "dd"), "position.ahead");
    expect_refused(&tail, (struct ledger){ 0 }, "position.gap");
}

Test(position, half_way)
{
    struct ledger l = at(1, "aa");

    l.partial = (struct ledger_partial){
        .sequence = 2, .migration_id = "bb", .name = "x", .version = "9", .segments_done = 1
    };
    expect(&whole, l, 1, 1);
    l.partial.migration_id = "zz";
    expect_refused(&whole, l, "position.fork");
    l = at(3, "cc");
    l.partial = (struct ledger_partial){ .sequence = 4, .migration_id = "dd", .name = "x", .version = "9" };
    expect_refused(&whole, l, "position.ahead");
}

Test(position, digests)
{
    cr_expect_str_eq(position_digest(&whole, &(struct position){ 0, 0, false }, 15), "d0");
    cr_expect_str_eq(position_digest(&whole, &(struct position){ 1, 1, false }, 15), "d2");
    cr_expect_str_eq(position_digest(&whole, &(struct position){ 3, 0, false }, 15), "d3");
    cr_expect_null(position_digest(&whole, &(struct position){ 0, 0, false }, 14));
    cr_expect_str_eq(position_digest_after(&states_two, 1), "d3");
}
