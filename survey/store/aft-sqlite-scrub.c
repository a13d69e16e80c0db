/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overwrites what SQLite has left in the unused middle of pages. It goes through SQLite's own file
 * object: to open the file a second time, and to close it, would drop the process's locks. */
#include "aft-sqlite-scrub.h"

#include <string.h>

#include "aft-error.h"

#define PAGES      64 /* read at a time */
#define FILE_HEAD  100
#define MANY_PAGES (1 << 24) /* from here on the first byte does not tell a tree's page */

typedef struct
{
  sqlite3_file *file;
  gsize page_bytes;
} Scrub;

static guint
read_u16 (const guint8 *bytes)
{
  return ((guint) bytes[0] << 8) | bytes[1];
}

/* The unused middle of a tree's page; FALSE: it is none, or has none. */
static gboolean
find_gap (const guint8 *page, gsize page_bytes, gboolean is_first, gsize *ret_from, gsize *ret_to)
{
  gsize head = is_first ? FILE_HEAD : 0;
  guint8 kind = page[head];
  gboolean is_inner = kind == 2 || kind == 5;
  guint start = read_u16 (page + head + 5);
  if (!is_inner && kind != 10 && kind != 13)
    return FALSE;
  *ret_from = head + (is_inner ? 12 : 8) + (gsize) 2 * read_u16 (page + head + 3);
  *ret_to = start == 0 ? 65536 : start;
  return *ret_from < *ret_to && *ret_to <= page_bytes;
}

static gboolean
is_clean (const guint8 *bytes, gsize count)
{
  return count == 0 || (bytes[0] == 0 && memcmp (bytes, bytes + 1, count - 1) == 0);
}

static int
scrub_page (const Scrub *scrub, guint8 *page, sqlite3_int64 offset)
{
  gsize from = 0;
  gsize to = 0;
  if (!find_gap (page, scrub->page_bytes, offset == 0, &from, &to)
      || is_clean (page + from, to - from))
    return SQLITE_OK;
  memset (page + from, 0, to - from);
  return scrub->file->pMethods->xWrite (scrub->file, page + from, (int) (to - from),
                                        offset + (sqlite3_int64) from);
}

static int
scrub_all (const Scrub *scrub, sqlite3_int64 size)
{
  gsize room = scrub->page_bytes * PAGES;
  g_autofree guint8 *pages = g_malloc (room);
  int code = SQLITE_OK;
  for (sqlite3_int64 at = 0; at < size && code == SQLITE_OK; at += (sqlite3_int64) room)
    {
      gsize count = (gsize) MIN ((sqlite3_int64) room, size - at);
      code = scrub->file->pMethods->xRead (scrub->file, pages, (int) count, at);
      for (gsize i = 0; i + scrub->page_bytes <= count && code == SQLITE_OK; i += scrub->page_bytes)
        code = scrub_page (scrub, pages + i, at + (sqlite3_int64) i);
    }
  memset (pages, 0, room);
  return code == SQLITE_OK ? scrub->file->pMethods->xSync (scrub->file, SQLITE_SYNC_FULL) : code;
}

gboolean
aft_sqlite_scrub (sqlite3 *connection, GError **error)
{
  gint64 page_bytes = 0;
  sqlite3_int64 size = 0;
  Scrub scrub = { NULL, 0 };
  if (!aft_sqlite_query_integer (connection, "PRAGMA page_size", &page_bytes, error))
    return FALSE;
  scrub.page_bytes = (gsize) page_bytes;
  int code = sqlite3_file_control (connection, "main", SQLITE_FCNTL_FILE_POINTER, &scrub.file);
  if (code == SQLITE_OK)
    code = scrub.file->pMethods->xFileSize (scrub.file, &size);
  if (code == SQLITE_OK && size / page_bytes < MANY_PAGES)
    code = scrub_all (&scrub, size);
  if (code != SQLITE_OK)
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "Unused bytes cannot be overwritten: %s",
                 sqlite3_errstr (code));
  return code == SQLITE_OK;
}

void
aft_sqlite_forget_pages (sqlite3 *connection)
{
  sqlite3_db_release_memory (connection);
}
