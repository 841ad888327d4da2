/*
 * finding_inner: the writers of findings, one per form.
 */
#ifndef PGBALE_FINDING_INNER_H
#define PGBALE_FINDING_INNER_H

#include "finding.h"
#include "text.h"

typedef const char *finding_writer(struct arena *a, const struct findings *all, bool colour);
finding_writer finding_text, finding_json, finding_sarif, finding_github, finding_gitlab, finding_junit,
    finding_markdown;

/* "OBJECT: message. hint" */
const char *finding_sentence(struct arena *a, const struct finding *f);

#endif
