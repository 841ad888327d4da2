/*
 * show_json: a verified bale as JSON, for programs. Text of steps is included with --sql.
 */
#include "audit.h"
#include "objects.h"

static json_t *clients_tree(const struct bale_migration *m)
{
    json_t *clients = json_new_object();

    for (size_t i = 0; i < m->n_clients; i++) {
        json_t *client = json_new_object();
        json_put_flag(client, "breaks", m->clients[i].breaks);
        if (m->clients[i].min_version)
            json_put_text(client, "min_version", m->clients[i].min_version);
        json_put(clients, m->clients[i].name, client);
    }
    return clients;
}

static json_t *signatures_tree(const struct audited *audited)
{
    json_t *signatures = json_new_array();

    for (size_t i = 0; i < audited->bale->n_signatures; i++) {
        const struct bale_signature *s = &audited->bale->signatures[i];
        const struct trust_key *key = trust_find(audited->trust, s->key_id);
        json_t *signature = json_new_object();
        json_put_text(signature, "key_id", s->key_id);
        json_put_flag(signature, "known", key != NULL);
        if (key) {
            json_put_text(signature, "key_name", key->name);
            json_put_text(signature, "algorithm", key_algorithm_name(key->key.algorithm));
            json_put_flag(signature, "revoked", key->revoked);
        }
        json_push(signatures, signature);
    }
    return signatures;
}

static json_t *statement_tree(struct arena *a, const struct bale_step *step, const struct bale_statement *s)
{
    json_t *statement = json_new_object();
    const char *lock = lock_of(step->sql, s), *hazards = hazards_of(a, step->sql, s);

    json_put_text(statement, "object", object_of(a, step->sql, s));
    if (lock)
        json_put_text(statement, "lock", lock);
    if (*hazards)
        json_put_text(statement, "hazards", hazards);
    json_put_number(statement, "line", s->line);
    json_put_number(statement, "start", s->start);
    json_put_number(statement, "size", s->size);
    json_put_text(statement, "tag", s->tag);
    if (s->counted) {
        json_put_number(statement, "rows_least", s->least);
        if (s->most != UINT64_MAX)
            json_put_number(statement, "rows_most", s->most);
    }
    if (s->probe.name)
        json_put_text(statement, "probe", s->probe.name);
    return statement;
}

static json_t *steps_tree(const struct cli *c, const struct bale_migration *m, bool with_sql)
{
    json_t *steps = json_new_array();

    for (size_t i = 0; i < m->n_steps; i++) {
        const struct bale_step *s = &m->steps[i];
        json_t *step = json_new_object(), *statements = json_new_array();
        for (size_t n = 0; n < s->n_statements; n++)
            json_push(statements, statement_tree(c->arena, s, &s->statements[n]));
        json_put_text(step, "name", s->name);
        json_put_text(step, "sha256", s->sha256);
        json_put_flag(step, "standalone", s->standalone);
        json_put(step, "statements", statements);
        if (with_sql)
            json_put_text(step, "sql", arena_copy(c->arena, s->sql.at, s->sql.size));
        json_push(steps, step);
    }
    return steps;
}

static json_t *hazards_tree(const struct bale_migration *m)
{
    json_t *hazards = json_new_object();

    for (size_t i = 0; i < m->n_capabilities; i++)
        if (hazard_of(m->capabilities[i]))
            json_put_text(hazards, m->capabilities[i], hazard_of(m->capabilities[i]));
    return hazards;
}

static json_t *states_tree(struct arena *a, const struct bale_migration *m)
{
    json_t *states = json_new_object();

    for (size_t i = 0; i < m->n_states; i++)
        json_put_texts(states, format(a, "%u", m->states[i].major), m->states[i].digests,
                       m->states[i].n_digests);
    return states;
}

json_t *migration_tree(const struct cli *c, const struct bale_migration *m, bool with_sql)
{
    json_t *migration = json_new_object();

    json_put_text(migration, "id", m->id);
    json_put_text(migration, "parent", m->parent);
    json_put_number(migration, "sequence", m->sequence);
    json_put_text(migration, "name", m->name);
    json_put_text(migration, "version", m->version);
    json_put_text(migration, "description", m->description);
    json_put(migration, "clients", clients_tree(m));
    json_put(migration, "states", states_tree(c->arena, m));
    json_put_texts(migration, "capabilities", m->capabilities, m->n_capabilities);
    json_put(migration, "hazards", hazards_tree(m));
    json_put(migration, "steps", steps_tree(c, m, with_sql));
    json_put(migration, "rls", json_loadb((const char *)m->rls.at, m->rls.size, 0, NULL));
    return migration;
}

json_t *show_tree(const struct cli *c, const struct audited *audited, bool with_sql)
{
    const struct bale *b = audited->bale;
    const struct bale_migration *newest = bale_newest(b);
    json_t *tree = json_new_object(), *migrations = json_new_array();

    for (size_t i = 0; i < b->n_migrations; i++)
        json_push(migrations, migration_tree(c, &b->migrations[i], with_sql));
    json_put_text(tree, "bale", b->id);
    json_put_text(tree, "lineage", b->lineage);
    json_put_text(tree, "version", newest->version);
    json_put_number(tree, "sequence", newest->sequence);
    json_put_text(tree, "migration", newest->id);
    json_put_text(tree, "compiler", b->compiler);
    json_put_number(tree, "created", b->created);
    json_put_number(tree, "not_before", b->not_before);
    json_put_number(tree, "not_after", b->not_after);
    json_put(tree, "clients", clients_tree(newest));
    json_put_texts(tree, "environments", b->environments, b->n_environments);
    json_put_texts(tree, "managed", b->managed, b->n_managed);
    json_put_texts(tree, "roles", b->roles, b->n_roles);
    json_put_texts(tree, "extensions", b->extensions, b->n_extensions);
    json_put_texts(tree, "schemas", b->schemas, b->n_schemas);
    json_put(tree, "signatures", signatures_tree(audited));
    json_put(tree, "migrations", migrations);
    return tree;
}
