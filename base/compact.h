/*
 * compact: numbers and texts as bytes, for files that only the program that wrote them reads.
 *
 * A number is 7 bits a byte, the lowest first. A text is its size plus one, its bytes and a NUL; an absent
 * one is the number 0. What is read is not trusted: bytes that cannot be what was written here make `bad`
 * true, once and for all, and everything read from then on is 0 or NULL.
 */
#ifndef PGBALE_COMPACT_H
#define PGBALE_COMPACT_H

#include "text.h"

void compact_put_number(struct text *t, uint64_t number);
void compact_put_signed(struct text *t, int64_t number);
void compact_put_text(struct text *t, const char *s); /* NULL is told apart from "" */

/* Bytes that are being read. */
struct compact {
    const uint8_t *at, *end;
    bool bad;
};

struct compact compact_of(struct bytes from);
uint64_t compact_take_number(struct compact *u);
int64_t compact_take_signed(struct compact *u);

/* A number of things that take at least one byte each: never more than the bytes that are left. */
size_t compact_take_count(struct compact *u);

/* Points into the bytes, which must live as long. */
const char *compact_take_text(struct compact *u);

/* True when all was read and nothing was bad. */
bool compact_done(const struct compact *u);

#endif
