/*
 * copy_tree: copies a folder, sharing blocks where the file system can.
 */
#ifndef PGBALE_COPY_TREE_H
#define PGBALE_COPY_TREE_H

#include "process.h"

/*
 * Copies the folder `from` to `to`, which must not exist, with all folders and regular files in it and their
 * modes. When the owner is another user, everything is given to that user. Other kinds of files are
 * refused. On failure what was copied stays; remove it with file_remove_tree.
 */
bool copy_tree(const char *from, const char *to, const struct process_user *owner, struct fail *f) must_check;

#endif
