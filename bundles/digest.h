/*
 * digest: SHA-256, and the one place that starts libcrypto.
 *
 * Everything here that uses libcrypto calls crypto_start first, so that OPENSSL_CONF and the
 * system's openssl.cnf can load nothing into our programs.
 */
#ifndef PGBALE_DIGEST_H
#define PGBALE_DIGEST_H

#include "bale.h"

enum { DIGEST_SIZE = 32 };

/* Starts libcrypto without any configuration file. Cheap to call again. Aborts when it cannot. */
void crypto_start(void);

/* SHA-256 of `from` into `out`. Cannot fail: a libcrypto without SHA-256 aborts. */
void digest_raw(struct bytes from, uint8_t out[DIGEST_SIZE]);

/* The same as 64 lower-case hexadecimal digits and NUL. */
void digest_hex(struct bytes from, char out[ID_TEXT]);

/* True for exactly 64 lower-case hexadecimal digits. */
bool digest_is_text(const char *text);

#endif
