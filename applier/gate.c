/*
 * gate: see gate.h.
 */
#include "gate.h"

#include "digest.h"
#include "pg.h"
#include "session.h"

static bool read_digest(struct wire *w, const struct bale *b, const char *begin, char out[ID_TEXT],
                        struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *r = NULL;
    const char *sql = arena_copy(a, (const char *)b->state_sql.at, b->state_sql.size);

    if (!wire_run(w, "cannot prepare to read the state",
                  format(a, "%s; %s", begin, session_digest_settings(a, false)), FAIL_TARGET, f) ||
        !wire_rows(w, "cannot read the state of the target", sql, 0, NULL, FAIL_TARGET, &r, f))
        return false;
    if (PQntuples(r) != 1 || PQnfields(r) != 1 || !digest_is_text(PQgetvalue(r, 0, 0)))
        return fail_named(f, FAIL_TARGET, "state.unreadable",
                          "the bale's state.sql did not return one digest on this server");
    memcpy(out, PQgetvalue(r, 0, 0), ID_TEXT);
    return true;
}

bool gate_digest(struct wire *w, const struct bale *b, char out[ID_TEXT], struct fail *f)
{
    return read_digest(w, b, "SET TRANSACTION READ ONLY", out, f);
}

bool gate_read(struct wire *w, const struct bale *b, char out[ID_TEXT], struct fail *f)
{
    char digest[ID_TEXT];

    bool read = read_digest(w, b, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", digest, f);
    struct fail ignored;
    bool ended = (!read && PQtransactionStatus(w->db) == PQTRANS_IDLE) ||
                 wire_run(w, "cannot end reading the state", "ROLLBACK", FAIL_TARGET, read ? f : &ignored);
    if (!read || !ended)
        return false;
    memcpy(out, digest, sizeof digest);
    return true;
}
