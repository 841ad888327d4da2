/*
 * kinds: the descriptors, one per file in this folder, and the little that their DDL shares.
 */
#ifndef PGBALE_KINDS_H
#define PGBALE_KINDS_H

#include "../kind.h"

extern const struct kind kind_domain, kind_domain_constraint, kind_composite, kind_composite_attribute,
    kind_range, kind_collation, kind_materialized_view, kind_rule, kind_statistics, kind_aggregate,
    kind_operator, kind_operator_family, kind_operator_family_member, kind_operator_class, kind_cast,
    kind_conversion, kind_text_search_parser, kind_text_search_template, kind_text_search_dictionary,
    kind_text_search_configuration, kind_event_trigger, kind_publication, kind_publication_table,
    kind_publication_schema, kind_foreign_data_wrapper, kind_server, kind_user_mapping, kind_foreign_table,
    kind_default_privileges, kind_partition, kind_inheritance, kind_table_type, kind_index_partition,
    kind_cluster, kind_ownership, kind_trigger_state, kind_extension_dependency;
extern const struct kind kind_schema, kind_extension, kind_enum, kind_sequence, kind_sequence_owner,
    kind_table, kind_column, kind_default, kind_identity, kind_constraint, kind_index, kind_view,
    kind_function, kind_trigger, kind_policy, kind_row_security, kind_replica_identity, kind_grant,
    kind_comment;

/* Costs that several kinds name. */
extern const struct cost COST_FREE;       /* no lock on a relation that existed */
extern const struct cost COST_BESIDE;     /* one that stops neither readers nor writers */
extern const struct cost COST_BRIEF;      /* ACCESS EXCLUSIVE for a moment, catalog only */
extern const struct cost COST_LOSES_DATA; /* ACCESS EXCLUSIVE, drops rows or values */

enum { CLASS_OF_RELATIONS = 1259, CLASS_OF_TRIGGERS = 2620 }; /* pg_class and pg_trigger */

/* Of ALTER for an object as a whole: brief for what is, or hangs on, a relation; else free. */
struct cost cost_of_whole(const struct object *o);

/* "DROP <identity>": for kinds whose identity is what DROP takes; under its new name when it made way. */
void drop_by_identity(struct change *c);

/* A name for the time that old and new stand side by side: the same each time, and no one else's. */
const char *passing_name(struct arena *a, const char *prefix, const struct object *o);

/* For kinds whose identity ends with their name: gives `was` a name that nothing else has. */
void make_way_by_identity(struct change *c);

/*
 * Do columns hold the domain inside of arrays, rows or ranges? Then PostgreSQL checks none of them, and lets
 * no constraint be added.
 */
bool domain_is_contained(const struct object *domain);

/* A value of the column that is moved from one composite type to another, attribute by attribute. */
const char *composite_moved(const struct change *c);

/* Has the old composite type an attribute that the new one lacks? False for other types. */
bool composite_loses(const struct change *c);

/* Says that no row of the column holds what the enum it is moved to has no longer. Nothing for other types.
 */
void enum_check_labels(struct change *c);

/* " KEYWORD value" or "" when the value is NULL. */
const char *clause(struct arena *a, const char *keyword, const char *value);

/* "NAME = value, ..." of the values that are not NULL. */
const char *definition_list(struct arena *a, const char *const *names, const char *const *values, size_t n);

/* " OPTIONS (name 'value', ...)" of a foreign object, "" when there are none. */
const char *foreign_options(struct arena *a, const char *options);

/* " OPTIONS (ADD ..., SET ..., DROP ...)" that turns one list into the other. */
const char *foreign_option_changes(struct arena *a, const char *was, const char *now);

/*
 * What stands between the parentheses of a CREATE [FOREIGN] TABLE, one line per part, each after a line feed.
 * *parents is " INHERITS (...)", "" when it inherits from nothing.
 */
const char *table_parts(struct arena *a, const struct object *o, const char **parents);

/* The role that owns the object, as a statement names it: CURRENT_USER when its ownership is not compared. */
const char *owner_of(const struct object *o);

/* Is it a table that has a partition key? NULL is allowed. */
bool table_is_partitioned(const struct object *o);

/* The names (before '=') of the items of `was` that `now` lacks, as "a, b"; NULL when none. */
const char *options_removed(struct arena *a, const char *was, const char *now);

/* The part of a quoted, qualified name behind the schema. */
const char *local_name(const char *qualified);

/* Splits "a, b" at commas outside quotes. */
const char **list_split(struct arena *a, const char *list, size_t *count);

/* Sequence options shared by sequences and identity columns: which attribute is which. */
struct sequence_options {
    const char *data_type, *increment, *minimum, *maximum, *start, *cache, *cycle;
};
const char *sequence_clauses(struct arena *a, const struct sequence_options *o);

/* A value below a minimum that is raised is lifted to it first: PostgreSQL refuses the minimum otherwise. */
void sequence_lift(struct change *c, const char *sequence, const struct sequence_options *was,
                   const struct sequence_options *now);

/* For a sequence that starts to number a column that has rows: goes on behind the last number. */
void sequence_follow(struct change *c, const char *sequence, const char *increment,
                     const struct object *column);

/* The name, for now, of the sequence that made way: `o` is a sequence or an identity. */
const char *sequence_passing(struct arena *a, const struct object *o);

/* Says that the new sequence goes on where the one that `c` has its numbers from ended. */
void sequence_go_on(struct change *c, const char *sequence, const char *increment);

/* The clauses that turn `was` into `now`, each with `prefix` in front; "" when nothing differs. */
const char *sequence_changes(struct arena *a, const struct sequence_options *was,
                             const struct sequence_options *now, const char *prefix);

/* For a column's change of type: tightens the bounds of its identity when the new type has less room. */
void identity_bounds_first(struct change *c);

#endif
