/*
 * base: what every file includes first.
 *
 * No domain knowledge lives in base/. The functions poisoned below have a safe
 * replacement in text.h or arena.h; including this header makes their use an error.
 */
#ifndef PGBALE_BASE_H
#define PGBALE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Versions of the programs, printed by --version and written into bales. */
#define PGBALE_VERSION "0.1.0"

#define must_check __attribute__((warn_unused_result))
#define printf_like(format_at, args_at) __attribute__((format(printf, format_at, args_at)))

/* A handle that is released when its scope ends: owned(close_file) FILE *f = ... */
#define owned(release) __attribute__((cleanup(release)))

#define countof(array) (sizeof(array) / sizeof((array)[0]))

/* Under clang, glibc's hardened forms are macros, and a macro cannot be poisoned. */
#undef sprintf
#undef vsprintf
#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat atoi atol strtok gets

#endif
