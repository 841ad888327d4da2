/*
 * kind: the table of kinds, and the few questions that are asked of any kind.
 */
#include "kind.h"

#include "kinds/kinds.h"

const struct kind *const kinds[] = {
    &kind_schema,
    &kind_extension,
    &kind_enum,
    &kind_sequence,
    &kind_table,
    &kind_column,
    &kind_default,
    &kind_identity,
    &kind_sequence_owner,
    &kind_constraint,
    &kind_index,
    &kind_view,
    &kind_function,
    &kind_trigger,
    &kind_policy,
    &kind_row_security,
    &kind_replica_identity,
    &kind_domain,
    &kind_domain_constraint,
    &kind_composite,
    &kind_composite_attribute,
    &kind_range,
    &kind_collation,
    &kind_materialized_view,
    &kind_rule,
    &kind_statistics,
    &kind_aggregate,
    &kind_operator,
    &kind_operator_family,
    &kind_operator_family_member,
    &kind_operator_class,
    &kind_cast,
    &kind_conversion,
    &kind_text_search_parser,
    &kind_text_search_template,
    &kind_text_search_dictionary,
    &kind_text_search_configuration,
    &kind_event_trigger,
    &kind_publication,
    &kind_publication_table,
    &kind_publication_schema,
    &kind_foreign_data_wrapper,
    &kind_server,
    &kind_user_mapping,
    &kind_foreign_table,
    &kind_default_privileges,
    &kind_partition,
    &kind_inheritance,
    &kind_table_type,
    &kind_index_partition,
    &kind_cluster,
    &kind_ownership,
    &kind_trigger_state,
    &kind_extension_dependency,
    &kind_grant,
    &kind_comment,
    NULL,
};

bool kind_holds_data(const struct object *o)
{
    return o->kind->holds_data ? o->kind->holds_data(o) : (o->kind->traits & KIND_DATA) != 0;
}

bool kind_wanted(const struct kind *k, const struct managed *m)
{
    return !k->wanted || k->wanted(m);
}

bool attribute_differs(const struct change *c, size_t attribute)
{
    return !text_equal(c->was->values[attribute], c->now->values[attribute]);
}
