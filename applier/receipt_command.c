/*
 * receipt_command: "pgbale-apply receipt": the receipt of a bale that was applied, once more.
 */
#include "options.h"
#include "position.h"
#include "receipt_issue.h"

static bool issue(struct cli *c, struct opened *o, struct target *t, struct receipt_order *order,
                  struct fail *f)
{
    struct run r = { .arena = c->arena, .cli = c, .target = t };

    if (!cli_given(c, RECEIPT_FILE))
        return fail(f, FAIL_USAGE, "say where the receipt goes: --receipt=FILE --receipt-key=KEY");
    if (!command_need_environment(c, &r.environment, f) || !command_open(c, o, f) ||
        !receipt_order_read(c, RECEIPT_FILE, o->trust, order, f) ||
        !command_connect(c, o, r.environment, true, t, f))
        return false;
    r.bale = o->bale;
    if (!ledger_read(c->arena, &t->wire, &r.ledger, f) ||
        !ledger_identity(&r.ledger, r.environment, r.bale->lineage, f) ||
        !position_find(r.bale, &r.ledger, &r.position, f) || !receipt_issue(&r, order, o->now, f))
        return false;
    command_line(c, "receipt", "%s: version %s on %s", order->path, bale_newest(r.bale)->version, t->where);
    return true;
}

bool command_receipt(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;
    struct receipt_order order = { 0 };
    bool good = issue(c, &o, &t, &order, f);

    private_key_free(order.key);
    return good || command_failed(c, f);
}
