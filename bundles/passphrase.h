/*
 * passphrase: the secret that opens a private key, from a file or a descriptor and never from the command
 * line.
 */
#ifndef PGBALE_PASSPHRASE_H
#define PGBALE_PASSPHRASE_H

#include "cli.h"

#define OPTION_PASSPHRASE                                                                                    \
    {                                                                                                        \
        .name = "passphrase-file", .value = "FILE",                                                          \
        .help = "the key's passphrase is the file's first line;\n/dev/fd/N names a descriptor"               \
    }

/* Reads the first line of a file into *out; `path` NULL gives NULL. An empty line is FAIL_USAGE. */
bool passphrase_read(struct arena *a, const char *path, const char **out, struct fail *f) must_check;

#endif
