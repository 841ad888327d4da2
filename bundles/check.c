/*
 * check: the rules for a bale as a whole and for its chain. check_migration.c has those for one migration.
 */
#include "check.h"
#include "bale_name.h"

#include "check_inner.h"
#include "digest.h"
#include "frame.h"
#include "semver.h"

enum { IDENTIFIER_MOST = 255, CHANNEL_MOST = 63, PAYLOAD_MOST = 1000 };

static bool identifier_valid(const char *s)
{
    return *s && text_plain(s, IDENTIFIER_MOST);
}

/* PostgreSQL takes channels of at most 63 bytes. */
static bool notice_valid(const struct bale_notice *n)
{
    return !n->channel || (*n->channel && text_plain(n->channel, CHANNEL_MOST) && n->payload &&
                           text_plain(n->payload, PAYLOAD_MOST));
}

static bool head_check(const struct bale *b, struct fail *f)
{
    if (!bale_lineage_valid(b->lineage)) {
        fail_named(f, FAIL_BALE, "manifest.lineage", "the lineage \"%s\" is not valid", b->lineage);
        return fail_hint(
            f, "Lower-case letters, digits, '.', '_' and '-', in parts with '/' between them, at most "
               "64 bytes.");
    }
    if (!semver_valid(b->compiler))
        return fail_named(f, FAIL_BALE, "manifest.compiler", "\"%s\" is not a version of the compiler",
                          b->compiler);
    if (b->created > FRAME_LATEST)
        return fail_named(f, FAIL_BALE, "manifest.created",
                          "the time of creation does not fit into an archive");
    if (b->not_after && b->not_after <= b->not_before)
        return fail_named(f, FAIL_BALE, "manifest.dates", "not_after is not later than not_before");
    if (b->role && !bale_role_valid(b->role))
        return fail_named(f, FAIL_BALE, "manifest.role", "\"%s\" is not a role that steps can run as",
                          b->role);
    if (!notice_valid(&b->notice))
        return fail_named(f, FAIL_BALE, "manifest.notice",
                          "the notification has no valid channel or payload");
    if (b->n_environments > BALE_ENVIRONMENTS)
        return fail_named(f, FAIL_BALE, "manifest.environments", "more than %d environments",
                          BALE_ENVIRONMENTS);
    return bale_names_check("environments", b->environments, b->n_environments, bale_name_valid, f) &&
           bale_names_check("required roles", b->roles, b->n_roles, identifier_valid, f) &&
           bale_names_check("required extensions", b->extensions, b->n_extensions, identifier_valid, f) &&
           bale_names_check("required schemas", b->schemas, b->n_schemas, identifier_valid, f) &&
           bale_names_check("readers of the client status", b->readers, b->n_readers, identifier_valid, f) &&
           bale_names_check("managed schemas", b->managed, b->n_managed, identifier_valid, f) &&
           sql_bytes_check("state.sql", b->state_sql, f);
}

/* What a migration leaves behind is what the next one starts from, on every server both were proven on. */
static bool states_continue(const struct bale_migration *was, const struct bale_migration *now,
                            struct fail *f)
{
    for (size_t i = 0; i < now->n_states; i++) {
        const struct bale_states *after = bale_states_of(was, now->states[i].major);
        if (after && strcmp(after->digests[after->n_digests - 1], now->states[i].digests[0]) != 0)
            return fail_named(f, FAIL_BALE, "chain.state",
                              "migration %s does not start from the state that %s ends in (PostgreSQL %u)",
                              now->name, was->name, now->states[i].major);
    }
    return true;
}

static bool link_check(const struct bale_migration *was, const struct bale_migration *now, struct fail *f)
{
    if (now->sequence != was->sequence + 1)
        return fail_named(f, FAIL_BALE, "chain.sequence", "migration %s has sequence %llu, expected %llu",
                          now->name, (unsigned long long)now->sequence,
                          (unsigned long long)was->sequence + 1);
    if (strcmp(now->parent, was->id) != 0)
        return fail_named(f, FAIL_BALE, "chain.parent", "the parent of migration %s is not migration %s",
                          now->name, was->name);
    if (semver_compare(was->version, now->version) >= 0)
        return fail_named(f, FAIL_BALE, "chain.version",
                          "version %s of migration %s is not greater than %s of %s", now->version, now->name,
                          was->version, was->name);
    return states_continue(was, now, f);
}

static bool start_check(const struct bale_migration *first, struct fail *f)
{
    bool genesis = strcmp(first->parent, BALE_GENESIS) == 0;

    if (first->sequence == 0 || genesis != (first->sequence == 1))
        return fail_named(f, FAIL_BALE, "chain.sequence", "migration %s has sequence %llu and parent %s",
                          first->name, (unsigned long long)first->sequence, first->parent);
    if (!genesis && !digest_is_text(first->parent))
        return fail_named(f, FAIL_BALE, "chain.parent", "the parent of migration %s is not an id",
                          first->name);
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names become folders of the archive, so no two may be equal. */
static bool names_check(struct arena *a, const struct bale *b, struct fail *f)
{
    const char **names = arena_array(a, b->n_migrations, sizeof *names);

    for (size_t i = 0; i < b->n_migrations; i++)
        names[i] = b->migrations[i].name;
    qsort(names, b->n_migrations, sizeof *names, by_text);
    for (size_t i = 1; i < b->n_migrations; i++)
        if (strcmp(names[i - 1], names[i]) == 0)
            return fail_named(f, FAIL_BALE, "chain.name", "two migrations have the name %s", names[i]);
    return true;
}

bool bale_check(struct arena *a, const struct bale *b, struct fail *f)
{
    if (!head_check(b, f))
        return false;
    if (b->n_migrations == 0 || b->n_migrations > BALE_MIGRATIONS)
        return fail_named(f, FAIL_BALE, "manifest.migrations", "a bale holds 1 to %d migrations, not %zu",
                          BALE_MIGRATIONS, b->n_migrations);
    for (size_t i = 0; i < b->n_migrations; i++) {
        const struct bale_migration *m = &b->migrations[i];
        if (!migration_check(m, f))
            return false;
        if (i == 0 ? !start_check(m, f) : !link_check(m - 1, m, f))
            return false;
    }
    return names_check(a, b, f);
}
