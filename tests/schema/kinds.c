/*
 * What every kind must hold to, so that the generic code can rely on it. No server: that a kind's query has
 * the columns of its table is checked whenever a database is read.
 */
#include "kind.h"

#include <criterion/criterion.h>

static size_t expressions(const struct kind *k)
{
    size_t n = 0;

    for (size_t i = 0; i < k->n_attributes; i++)
        n += k->attributes[i].expression;
    return n;
}

Test(kinds, have_names_of_their_own)
{
    for (size_t i = 0; kinds[i]; i++)
        for (size_t k = 0; k < i; k++)
            cr_expect_str_neq(kinds[i]->name, kinds[k]->name);
}

Test(kinds, can_be_created_and_dropped)
{
    for (size_t i = 0; kinds[i]; i++)
        cr_expect(kinds[i]->query && kinds[i]->create && kinds[i]->drop, "%s", kinds[i]->name);
}

Test(kinds, say_which_attributes_are_expressions)
{
    for (size_t i = 0; kinds[i]; i++)
        cr_expect_eq((kinds[i]->traits & KIND_DEPARSED) != 0, expressions(kinds[i]) > 0, "%s",
                     kinds[i]->name);
}

Test(kinds, go_into_their_parent_completely_or_not_at_all)
{
    for (size_t i = 0; kinds[i]; i++)
        cr_expect_eq(kinds[i]->inlines != NULL, kinds[i]->inline_text != NULL, "%s", kinds[i]->name);
}

Test(kinds, that_can_be_granted_on_say_how)
{
    for (size_t i = 0; kinds[i]; i++)
        cr_expect_eq(kinds[i]->grant_type != 0, kinds[i]->grant_target != NULL, "%s", kinds[i]->name);
}

Test(kinds, have_attributes_with_names_of_their_own)
{
    for (size_t i = 0; kinds[i]; i++)
        for (size_t k = 0; k < kinds[i]->n_attributes; k++) {
            cr_assert(kinds[i]->attributes[k].column, "%s, attribute %zu", kinds[i]->name, k);
            for (size_t m = 0; m < k; m++)
                cr_expect_str_neq(kinds[i]->attributes[k].column, kinds[i]->attributes[m].column, "%s",
                                  kinds[i]->name);
        }
}
