/*
 * kinds_page: prints docs/kinds.md from the table of kinds, so that the page says what the code does.
 *
 *     kinds_page > docs/kinds.md
 */
#include "arena.h"
#include "kind.h"

#include <ctype.h>
#include <stdio.h>

static const char head[] =
    "# What pgbale knows of a schema\n"
    "\n"
    "This page is printed by `kinds_page` from the table of kinds; a test fails when it is stale. Each kind "
    "of\n"
    "object has a query in `schema/kinds/`, from which its attributes come. An attribute that differs is\n"
    "\n"
    "- **altered** in place, by `ALTER` or the like;\n"
    "- altered or remade, whichever PostgreSQL can do with the change at hand (**by case**);\n"
    "- **remade**: the object is dropped and made again, together with all that hangs on it, in an order "
    "that\n"
    "  `pg_depend` gives, and gets back its grants, comments, policies and so on;\n"
    "- **refused**, when no statement leads there without losing rows: the author writes that step.\n"
    "\n"
    "*Holds rows* means that the object is never remade by itself. *Renamed by itself* means that one that "
    "vanishes\n"
    "and one with the same contents that appears are taken for a rename; where it matters, a directive in "
    "the schema\n"
    "files says so.\n";

static const char tail[] =
    "\n## What is not modelled\n"
    "\n"
    "What stands in a managed schema and is of none of the kinds above, such as a base type with functions "
    "in C or a\n"
    "shell type, is reported by name, and fatal with `--strict`.\n"
    "\n"
    "These are no part of a schema for pgbale, and are neither read nor changed:\n"
    "\n"
    "- roles, memberships and settings of roles and databases: the prelude says what exists on every target\n"
    "- ownership: the owner of an object appears as CURRENT_USER in its grants\n"
    "- tablespaces, databases, languages, access methods, transforms, large objects and parameters' "
    "privileges\n"
    "- subscriptions\n"
    "- security labels\n"
    "- the order of columns, which is reported once when it differs\n"
    "- what belongs to an extension; the extension is an object of its own\n"
    "- versions of extensions, the last value of a sequence, statistics, and whether rows exist\n";

/* The first sentence of the comment that the query begins with, on one line. */
static void print_summary(const char *query)
{
    const char *at = strstr(query, "/*");
    bool space = false;

    at = at ? at + 2 : "";
    at += strspn(at, " *\n");
    for (; *at && strncmp(at, "*/", 2) != 0; at++) {
        bool ends = *at == '.' && (isspace((unsigned char)at[1]) || at[1] == '\0');
        if (isspace((unsigned char)*at) || (*at == '*' && space)) {
            space = true;
            continue;
        }
        if (space)
            putchar(' ');
        space = false;
        putchar(*at);
        if (ends)
            break;
    }
}

static const char *remedy_of(const struct attribute *a)
{
    static const char *const words[] = { [REMEDY_NONE] = "does not matter",
                                         [REMEDY_ALTER] = "altered",
                                         [REMEDY_REMAKE] = "remade",
                                         [REMEDY_REFUSE] = "refused" };

    return a->decide ? "by case" : words[a->remedy];
}

static void print_attributes(const struct kind *k, const char *remedy)
{
    bool first = true;

    for (size_t i = 0; i < k->n_attributes; i++) {
        if (strcmp(remedy_of(&k->attributes[i]), remedy) != 0)
            continue;
        printf("%s`%s`", first ? "" : ", ", k->attributes[i].column);
        first = false;
    }
}

static void print_kind(const struct kind *k)
{
    static const char *const remedies[] = { "altered", "by case", "remade", "refused", "does not matter" };
    bool some = false;

    printf("\n## %c%s\n\n", toupper((unsigned char)k->name[0]), k->name + 1);
    print_summary(k->query);
    printf("%s%s%s\n", k->traits & KIND_DATA ? " *Holds rows.*" : "",
           k->traits & KIND_TWINS ? " *Renamed by itself.*" : "",
           k->traits & KIND_ACCESS ? " *Part of the RLS diff.*" : "");
    for (size_t i = 0; i < countof(remedies); i++) {
        bool any = false;
        for (size_t at = 0; at < k->n_attributes; at++)
            any = any || strcmp(remedy_of(&k->attributes[at]), remedies[i]) == 0;
        if (!any)
            continue;
        printf("%s- %s: ", some ? "" : "\n", remedies[i]);
        some = true;
        print_attributes(k, remedies[i]);
        printf("\n");
    }
}

int main(void)
{
    size_t n = 0;

    fputs(head, stdout);
    while (kinds[n])
        print_kind(kinds[n++]);
    fputs(tail, stdout);
    return ferror(stdout) != 0;
}
