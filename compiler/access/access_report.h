/*
 * access_report: the access matrix for people and for other programs.
 */
#ifndef PGBALE_ACCESS_REPORT_H
#define PGBALE_ACCESS_REPORT_H

#include "access_compare.h"

/* Text and Markdown of the cells, changed or not; `single`: both sides are one state. */
const char *access_matrix_text(struct arena *a, const struct access_matrix *m, bool single);
const char *access_matrix_markdown(struct arena *a, const struct access_matrix *m, bool single);

#endif
