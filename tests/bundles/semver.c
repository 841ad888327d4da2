/*
 * SemVer 2.0: what is a version, and which of two comes first.
 */
#include "semver.h"

#include <criterion/criterion.h>

Test(semver, valid)
{
    static const char *const good[] = {
        "0.0.0",       "1.2.3",   "10.20.30",  "1.0.0-alpha", "1.0.0-0",          "1.0.0-a.1",
        "1.0.0-0a",    "1.0.0--", "1.0.0+001", "1.0.0+a-b",   "1.0.0-x.7.z.92+q", "99999999999999999999.0.0",
        "1.0.0-rc.1+5"
    };
    static const char *const bad[] = { "",           "1",        "1.2",        "1.2.3.4",     "01.2.3",
                                       "1.02.3",     "1.2.03",   "v1.2.3",     " 1.2.3",      "1.2.3 ",
                                       "1.2.3-",     "1.2.3-01", "1.2.3-a..b", "1.2.3+",      "1.2.3-_",
                                       "1.2.3+a..b", "1.2.-3",   "-1.2.3",     "1.2.3-a+b+c", "1.2.3\n" };

    for (size_t i = 0; i < countof(good); i++)
        cr_expect(semver_valid(good[i]), "%s", good[i]);
    for (size_t i = 0; i < countof(bad); i++)
        cr_expect(!semver_valid(bad[i]), "%s", bad[i]);
    cr_expect(
        !semver_valid("1.0.0-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static int sign(int n)
{
    return (n > 0) - (n < 0);
}

Test(semver, precedence)
{
    /* Ascending: each comes before all that follow. */
    static const char *const order[] = {
        "0.0.1-a",
        "0.0.1",
        "0.9.0",
        "0.10.0",
        "1.0.0-0",
        "1.0.0-2",
        "1.0.0-10",
        "1.0.0-A",
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.1",
        "1.9.0",
        "1.10.0",
        "2.0.0",
        "10.0.0",
        "18446744073709551616.0.0",
    };

    for (size_t i = 0; i < countof(order); i++)
        for (size_t j = 0; j < countof(order); j++)
            cr_expect_eq(sign(semver_compare(order[i], order[j])), (i > j) - (i < j), "%s %s", order[i],
                         order[j]);
    cr_expect_eq(semver_compare("1.0.0+a", "1.0.0+b"), 0);
    cr_expect_eq(semver_compare("1.0.0-a+1", "1.0.0-a"), 0);
}
