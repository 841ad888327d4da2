/*
 * log: see log.h.
 */
#include "log.h"

#include "pg.h"

enum { PIECE = 500 };

static const char log_sql[] =
    "SELECT e.n, e.kind, pg_catalog.encode(e.bundle_id, 'hex'), e.sequence,"
    "       pg_catalog.encode(e.migration_id, 'hex'), e.name, e.version, e.segment, e.fence, e.xid, e.at, "
    "e.actor,"
    "       e.detail, pg_catalog.encode(e.lock_hash, 'hex'), pg_catalog.encode(e.prev, 'hex'),"
    "       pg_catalog.encode(e.hash, 'hex'), r.hash IS NOT NULL"
    "  FROM pgbale.entry e LEFT JOIN pgbale.release r ON r.hash = e.lock_hash"
    " WHERE e.lineage = $1 AND e.n > $2 ORDER BY e.n LIMIT $3";

static bool number(const PGresult *r, int row, int column, uint64_t *out)
{
    return number_read(PQgetvalue(r, row, column), INT64_MAX, out);
}

static bool read_line(const PGresult *r, int row, const char *lineage, struct log_line *out, struct fail *f)
{
    struct log_line line = { .entry.lineage = lineage };
    struct entry *e = &line.entry;
    uint64_t segment = 0;

    if (!number(r, row, 0, &e->n) || !number(r, row, 3, &e->sequence) || !number(r, row, 7, &segment) ||
        !number(r, row, 8, &e->fence) || !hex_read(PQgetvalue(r, row, 14), line.prev, DIGEST_SIZE) ||
        !hex_read(PQgetvalue(r, row, 15), line.hash, DIGEST_SIZE))
        return fail_named(f, FAIL_TARGET, "ledger.broken", "entry %s of the ledger cannot be read",
                          PQgetvalue(r, row, 0));
    e->kind = PQgetvalue(r, row, 1);
    e->bundle_id = PQgetvalue(r, row, 2);
    e->migration_id = PQgetvalue(r, row, 4);
    e->name = PQgetvalue(r, row, 5);
    e->version = PQgetvalue(r, row, 6);
    e->segment = (size_t)segment;
    e->xid = PQgetvalue(r, row, 9);
    e->at = PQgetvalue(r, row, 10);
    e->actor = PQgetvalue(r, row, 11);
    e->detail = PQgetvalue(r, row, 12);
    e->lock_hash = PQgetvalue(r, row, 13);
    line.released = *PQgetvalue(r, row, 16) == 't';
    *out = line;
    return true;
}

bool log_walk(struct wire *w, const char *lineage,
              bool (*each)(void *to, const struct log_line *line, struct fail *f), void *to, struct fail *f)
{
    char after[24] = "-1", most[24];
    int rows = PIECE;

    snprintf(most, sizeof most, "%d", PIECE);
    while (rows == PIECE) {
        owned(pg_clear) PGresult *r = NULL;
        const char *values[] = { lineage, after, most };
        if (!wire_rows(w, "cannot read the ledger", log_sql, 3, values, FAIL_TARGET, &r, f))
            return false;
        rows = PQntuples(r);
        for (int i = 0; i < rows; i++) {
            struct log_line line;
            if (!read_line(r, i, lineage, &line, f) || !each(to, &line, f))
                return false;
        }
        if (rows)
            snprintf(after, sizeof after, "%s", PQgetvalue(r, rows - 1, 0));
    }
    return true;
}
