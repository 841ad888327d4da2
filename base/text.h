/*
 * text: byte slices, growing text, hexadecimal, and text made safe to show.
 *
 * Text is `const char *` in an arena. Bytes carry their length and may hold NUL.
 */
#ifndef PGBALE_TEXT_H
#define PGBALE_TEXT_H

#include "arena.h"

struct bytes {
    const uint8_t *at;
    size_t size;
};

/* A text under construction. Make with text_new; `at` is always NUL-terminated. */
struct text {
    struct arena *arena;
    char *at;
    size_t size, room;
};

/* Returns an empty text that grows in `a`. */
struct text text_new(struct arena *a);

/* Appends. The old `at` stays valid memory but is no longer the text. */
void text_add(struct text *t, const char *s);
void text_add_bytes(struct text *t, const void *from, size_t size);
void text_addf(struct text *t, const char *pattern, ...) printf_like(2, 3);

/* Appends `separator` unless the text is empty or ends right after `from` bytes. */
void text_separate(struct text *t, size_t from, const char *separator);

/* The bytes of a NUL-terminated string, without the NUL. */
struct bytes bytes_of(const char *s);
bool bytes_equal(struct bytes a, struct bytes b);

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool text_starts(const char *s, const char *prefix);
bool text_ends(const char *s, const char *suffix);

/* Lower-case hexadecimal. */
char *hex_text(struct arena *a, struct bytes from);

/* Reads exactly 2*size lower-case digits. False when the text is anything else. */
bool hex_read(const char *text, uint8_t *out, size_t size) must_check;

/* A whole decimal number, no sign, no space, at most `max`. False when it is anything else. */
bool number_read(const char *text, uint64_t max, uint64_t *out) must_check;

/* Length of the valid UTF-8 sequence at `s` (1..4), 0 when it is not valid; `*code` is set. */
size_t utf8_next(const char *s, size_t size, uint32_t *code);
bool utf8_valid(const char *s, size_t size);

/*
 * Foreign text made safe for a terminal: control characters, bidirectional and invisible
 * characters and invalid UTF-8 become \xNN or \u{NNNN}. LF and TAB stay when `lines`.
 */
char *text_shown(struct arena *a, const char *s, size_t size, bool lines);

/*
 * The first password in a text that may hold a connection string: what stands between ':' and '@' of a URI,
 * or behind "password=". NULL: none. A doubtful text is taken to hold one.
 */
const char *text_secret(const char *s, size_t *size);

/* The text with "***" for every password in it. */
const char *text_without_secrets(struct arena *a, const char *s);

/*
 * True for characters that are shown as escapes: controls (TAB and LF too), what reorders text, what is not
 * seen, what Unicode has not assigned. code_hidden_as says which, NULL for others.
 */
bool code_hidden(uint32_t code);
const char *code_hidden_as(uint32_t code);

#endif
