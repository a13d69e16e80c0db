/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of tables as a person writes it: "1-20, A1-A12, 包间3". */

#define AFT_TABLE_LIST_NAME_MAX 16 /* characters of a table's code */
#define AFT_TABLE_LIST_MAX      1000

/* The codes of the tables, each once, in the order written; NULL-terminated. "A01-A12" keeps its
 * noughts; a "-" between two numbers that have nothing, or the same text, in front of them is a
 * range, any other belongs to the code. Codes are composed (aft-name.h). INVALID with what is
 * wrong: an empty list, a code that is too long or holds control characters, a range that runs
 * backwards, more than AFT_TABLE_LIST_MAX.
 */
char **aft_table_list_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Is @code 1–AFT_TABLE_LIST_NAME_MAX characters, none of them a control character? */
gboolean aft_table_list_is_code (const char *code);

G_END_DECLS
