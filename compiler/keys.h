/*
 * keys: what the commands that use private keys share.
 */
#ifndef PGBALE_KEYS_H
#define PGBALE_KEYS_H

#include "cli.h"

#define OPTION_PASSPHRASE                                                                                            \
    {                                                                                                                \
        .name = "passphrase-file", .value = "FILE", .help = "the key's passphrase is the file's first line"          \
    }

/*
 * Reads the first line of a file as a passphrase into *out; `path` NULL gives NULL. /dev/fd/N names a descriptor.
 * Refuses an empty line.
 */
bool key_passphrase(struct arena *a, const char *path, const char **out, struct fail *f) must_check;

#endif
