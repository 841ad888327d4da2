/*
 * access_changed: whether a condition whose text stayed the same may mean something else now, because a
 * function, view or table that it reads did change, directly or through others.
 *
 * What matters depends on who reads: policies of a table are nothing to a SECURITY DEFINER function whose
 * owner bypasses them. Names in string bodies are taken for everything they may mean, so the answer is "may
 * have changed".
 */
#ifndef PGBALE_ACCESS_CHANGED_H
#define PGBALE_ACCESS_CHANGED_H

#include "access_pair.h"

/*
 * NULL when nothing that the policy before reads changed for a reader; else the first cause found, such as
 * "function public.is_member(uuid): body". `reader` is an index into the roles before.
 */
const char *access_policy_changed(const struct access_pairs *p, const struct access_policy *was,
                                  size_t reader);

/* The same for what a view or a function shows. */
const char *access_view_changed(const struct access_pairs *p, const struct access_relation *was,
                                size_t reader);
const char *access_function_changed(const struct access_pairs *p, const struct access_function *was,
                                    size_t reader);

/* What differs between a function before and after in itself: "body, volatility"; NULL: nothing. */
const char *access_function_differs(const struct access_pairs *p, const struct access_function *was,
                                    const struct access_function *now);

/* True when row security of the relation does not bind the role: bypass, or an owner without FORCE. */
bool access_bypasses(const struct access_state *s, const struct access_relation *r, size_t role);

/* True when the policy is for the role, for PUBLIC, or for a role whose rights it has. */
bool access_policy_applies(const struct access_state *s, const struct access_policy *policy, size_t role);

/* True when `word` occurs in a text with no letter, digit or underscore around it; case is ignored. */
bool access_mentions(const char *text, const char *word);

#endif
