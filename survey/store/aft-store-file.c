/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database as a file: whose it is, told from its first bytes before SQLite may touch it, and
 * how it comes into the world. A new one is put together in memory, written beside its place,
 * synced and renamed, so that no crash leaves a half-made file that would later be refused.
 *
 * The header's fields are those of https://www.sqlite.org/fileformat2.html §1.3.
 * Not here: what is inside a file that is ours. */
#include "aft-store-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-error.h"
#include "aft-sqlite.h"

#define HEADER_BYTES       100
#define AT_PAGE_SIZE       16
#define AT_WRITE_VERSION   18
#define AT_READ_VERSION    19
#define AT_CHANGES         24
#define AT_PAGES           28
#define AT_USER_VERSION    60
#define AT_APPLICATION_ID  68
#define AT_VALID_FOR       92
#define VERSION_WITH_LOG   2
#define SMALLEST_WITH_DATA 33 /* a log's header has 32 bytes */

static void
set_system_error (GError **error, const char *what, const char *path)
{
  int number = errno;
  AftErrorCode code = number == ENOSPC || number == EDQUOT ? AFT_ERROR_FULL : AFT_ERROR_UNAVAILABLE;
  g_set_error (error, AFT_ERROR, code, "Cannot %s %s: %s", what, path, g_strerror (number));
}

static gboolean
refuse (GError **error, AftErrorCode code, const char *path, const char *why)
{
  g_set_error (error, AFT_ERROR, code, "%s %s", path, why);
  return FALSE;
}

int
aft_store_file_lock_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (descriptor < 0)
    {
      set_system_error (error, "open", folder);
      return -1;
    }
  if (flock (descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor;
  if (errno == EWOULDBLOCK)
    refuse (error, AFT_ERROR_BUSY, folder, "is in use by another program");
  else
    set_system_error (error, "lock", folder);
  close (descriptor);
  return -1;
}

static guint32
read_u32 (const guint8 *header, guint at)
{
  return (guint32) header[at] << 24 | header[at + 1] << 16 | header[at + 2] << 8 | header[at + 3];
}

/* Shorter than its header says? Only where the header can be believed, and nothing is in the log.
 */
static gboolean
is_cut_off (const guint8 *header, gint64 size)
{
  gint64 page_size = header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
  if (page_size == 1)
    page_size = 65536;
  return read_u32 (header, AT_CHANGES) == read_u32 (header, AT_VALID_FOR)
         && read_u32 (header, AT_PAGES) * page_size > size;
}

/* What is known of a file that is looked at. */
typedef struct
{
  const char *path;
  guint8 header[HEADER_BYTES];
  gint64 size;
  AftStoreFileState state;
} Look;

static gboolean
check_header (const Look *look, guint32 application_id, int head, GError **error)
{
  const char *path = look->path;
  const guint8 *header = look->header;
  static const char magic[16] = "SQLite format 3";
  if (look->size < HEADER_BYTES || memcmp (header, magic, sizeof magic) != 0)
    return refuse (error, AFT_ERROR_INVALID, path, "is not a database");
  if (read_u32 (header, AT_APPLICATION_ID) != application_id)
    return refuse (error, AFT_ERROR_INVALID, path, "is not a database of this program");
  if (read_u32 (header, AT_USER_VERSION) > (guint32) head)
    return refuse (error, AFT_ERROR_UNSUPPORTED, path, "was written by a later version");
  if (look->state == AFT_STORE_FILE_AT_REST && is_cut_off (header, look->size))
    return refuse (error, AFT_ERROR_CORRUPT, path, "is damaged: its end is missing");
  return TRUE;
}

static gboolean
has_log (const char *path)
{
  GStatBuf status;
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  return g_stat (log, &status) == 0 && status.st_size >= SMALLEST_WITH_DATA;
}

static gboolean
read_header (int descriptor, Look *look, GError **error)
{
  struct stat status;
  if (fstat (descriptor, &status) != 0 || pread (descriptor, look->header, HEADER_BYTES, 0) < 0)
    {
      set_system_error (error, "read", look->path);
      return FALSE;
    }
  look->size = status.st_size;
  return TRUE;
}

gboolean
aft_store_file_check (const char *path,
                      guint32 application_id,
                      int head,
                      AftStoreFileState *ret_state,
                      GError **error)
{
  gboolean with_log = has_log (path);
  Look look = { .path = path };
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (descriptor < 0 && errno == ENOENT)
    {
      *ret_state = AFT_STORE_FILE_MISSING;
      /* SQLite would play the old log into a new file. */
      return !with_log
             || refuse (error, AFT_ERROR_CORRUPT, path, "is missing, but its log is there");
    }
  if (descriptor < 0)
    {
      set_system_error (error, "open", path);
      return FALSE;
    }
  gboolean is_read = read_header (descriptor, &look, error);
  close (descriptor);
  look.state = with_log ? AFT_STORE_FILE_WITH_LOG : AFT_STORE_FILE_AT_REST;
  *ret_state = look.state;
  return is_read && check_header (&look, application_id, head, error);
}

static gboolean
write_all (int descriptor, const guint8 *bytes, gsize count)
{
  while (count > 0)
    {
      gssize written = write (descriptor, bytes, count);
      if (written < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (written, 0);
      count -= MAX (written, 0);
    }
  return TRUE;
}

static gboolean
write_part (const char *part, const guint8 *bytes, gsize count, GError **error)
{
  int descriptor = g_open (part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  gboolean is_written = descriptor >= 0 && write_all (descriptor, bytes, count);
  if (!is_written)
    set_system_error (error, "write", part);
  if (descriptor >= 0)
    close (descriptor);
  return is_written;
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int descriptor = g_open (path, flags | O_CLOEXEC, 0);
  gboolean is_synced = descriptor >= 0 && fsync (descriptor) == 0;
  if (!is_synced)
    set_system_error (error, "sync", path);
  if (descriptor >= 0)
    close (descriptor);
  return is_synced;
}

gboolean
aft_store_file_put_in_place (const char *part, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  if (!sync_path (part, O_RDONLY, error))
    return FALSE;
  if (g_rename (part, path) != 0)
    {
      set_system_error (error, "rename", part);
      return FALSE;
    }
  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

gboolean
aft_store_file_remove (const char *path, GError **error)
{
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  set_system_error (error, "remove", path);
  return FALSE;
}

/* A database in memory has no log; the two header bytes say that the file will have one, which
 * spares a first transaction in another journal mode. */
static gboolean
write_database (sqlite3 *memory, const char *path, GError **error)
{
  sqlite3_int64 count = 0;
  guint8 *bytes = sqlite3_serialize (memory, "main", &count, 0);
  if (bytes == NULL)
    {
      aft_sqlite_set_error (NULL, error);
      return FALSE;
    }
  bytes[AT_WRITE_VERSION] = VERSION_WITH_LOG;
  bytes[AT_READ_VERSION] = VERSION_WITH_LOG;
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  gboolean is_made
      = write_part (part, bytes, count, error) && aft_store_file_put_in_place (part, path, error);
  sqlite3_free (bytes);
  if (!is_made)
    g_unlink (part);
  return is_made;
}

gboolean
aft_store_file_create (const char *path,
                       const AftMigrations *migrations,
                       AftStoreFill fill,
                       gpointer data,
                       GError **error)
{
  sqlite3 *memory = NULL;
  gboolean is_made = FALSE;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY;
  if (sqlite3_open_v2 (":memory:", &memory, flags, NULL) == SQLITE_OK)
    is_made = aft_migrations_run (migrations, memory, NULL, error)
              && (fill == NULL || fill (memory, data, error))
              && write_database (memory, path, error);
  else
    aft_sqlite_set_error (memory, error);
  sqlite3_close (memory);
  return is_made;
}
