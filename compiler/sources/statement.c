/*
 * statement: see statement.h.
 */
#include "statement.h"

#include "capabilities.h"
#include "statement_object.h"
#include "statement_tag.h"
#include "statement_transaction.h"

static const char *node_name(const PgQuery__Node *node)
{
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field(&pg_query__node__descriptor, node->node_case);
    const ProtobufCMessageDescriptor *message = field ? field->descriptor : NULL;

    return message ? message->short_name : "Node";
}

static bool has(const struct source_statement *s, const char *capability)
{
    for (size_t i = 0; i < s->n_capabilities; i++)
        if (strcmp(s->capabilities[i], capability) == 0)
            return true;
    return false;
}

static bool sweeps(const PgQuery__Node *node)
{
    return node->node_case == PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT ||
           (node->node_case == PG_QUERY__NODE__NODE_GRANT_STMT &&
            node->grant_stmt->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA);
}

void statement_describe(struct arena *a, const PgQuery__Node *node, struct source_statement *s)
{
    const char *tag = statement_tag(a, node);

    s->node = node_name(node);
    s->tag = tag ? tag : s->node;
    s->in_transaction_ok = statement_in_transaction_ok(node);
    s->standalone_ok = statement_standalone_ok(node);
    s->is_rls = statement_is_rls(node);
    s->sweeps = sweeps(node);
    s->capabilities = capabilities_of(a, node, s->tag, &s->n_capabilities);
    s->is_dml = has(s, "dml");
    s->object = statement_object(a, node);
    s->body = statement_body(a, node);
    if (s->standalone_ok)
        s->probe = statement_probe(a, node);
}

void statement_describe_opaque(struct arena *a, const char *text, const char *tag, struct source_statement *s)
{
    const char **capabilities = arena_array(a, 1, sizeof *capabilities);

    capabilities[0] = "opaque";
    s->capabilities = capabilities;
    s->n_capabilities = 1;
    if (!tag)
        tag = statement_tag_guess(a, text);
    s->tag = tag ? tag : "";
    s->in_transaction_ok = true;
    s->standalone_ok = true;
    s->probe = (struct source_probe){ .kind = "none" };
}
