/*
 * options: options that several commands share, each said once.
 */
#ifndef PGBALE_OPTIONS_H
#define PGBALE_OPTIONS_H

#include "cli.h"

#define OPTION_PROJECT                                                                                       \
    {                                                                                                        \
        .name = "project", .letter = 'C', .value = "DIR",                                                    \
        .help = "the project's folder (default: the nearest one upwards with a pgbale.ini)"                  \
    }
#define OPTION_SCRATCH                                                                                       \
    {                                                                                                        \
        .name = "scratch", .value = "DSN", .secret = true,                                                   \
        .help = "make throw-away databases on this server; needs CREATEDB\n(default: a private throw-away "  \
                "cluster)"                                                                                   \
    }
#define OPTION_STRICT                                                                                        \
    {                                                                                                        \
        .name = "strict", .help = "objects of kinds that are not modelled are an error, not a warning"       \
    }
#define OPTION_PLAIN                                                                                         \
    {                                                                                                        \
        .name = "plain", .help = "short forms instead of online-safe ones: no CONCURRENTLY, no NOT VALID"    \
    }

#endif
