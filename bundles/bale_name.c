/*
 * bale_name: see bale_name.h.
 */
#include "bale_name.h"

#include "bale.h"

enum { LINEAGE_MOST = 64, ROLE_MOST = 63 };

static bool name_part_valid(const char *s, size_t size)
{
    if (size == 0 || size > BALE_NAME)
        return false;
    for (size_t i = 0; i < size; i++) {
        bool word = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= '0' && s[i] <= '9');
        if (!word && (i == 0 || (s[i] != '_' && s[i] != '-' && s[i] != '.')))
            return false;
        if (s[i] == '.' && i + 1 < size && s[i + 1] == '.')
            return false;
    }
    return true;
}

bool bale_name_valid(const char *name)
{
    return name_part_valid(name, strlen(name));
}

bool bale_lineage_valid(const char *lineage)
{
    if (strlen(lineage) > LINEAGE_MOST)
        return false;
    for (;;) {
        size_t size = strcspn(lineage, "/");
        if (!name_part_valid(lineage, size))
            return false;
        if (lineage[size] == '\0')
            return true;
        lineage += size + 1;
    }
}

bool bale_role_valid(const char *role)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    size_t size = strlen(role);

    return size > 0 && size <= ROLE_MOST && strspn(role, plain) == size && strcmp(role, "none") != 0;
}

bool text_plain(const char *s, size_t most)
{
    size_t size = strlen(s);
    uint32_t code;

    if (size > most)
        return false;
    for (size_t at = 0, step; at < size; at += step) {
        step = utf8_next(s + at, size - at, &code);
        if (step == 0 || code_hidden(code))
            return false;
    }
    return true;
}

bool bale_names_check(const char *what, const char *const *list, size_t n, bool (*valid)(const char *),
                      struct fail *f)
{
    for (size_t i = 0; i < n; i++) {
        if (!valid(list[i]))
            return fail_named(f, FAIL_BALE, "manifest.name", "%s: \"%s\" is not a valid name", what, list[i]);
        if (i && strcmp(list[i - 1], list[i]) >= 0)
            return fail_named(f, FAIL_BALE, "manifest.order", "%s: \"%s\" is out of order or listed twice",
                              what, list[i]);
    }
    return true;
}
