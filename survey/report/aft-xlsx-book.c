/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The workbook as a file. libxlsxwriter writes to a path and keeps its rows in files of its own
 * until it closes; all of them are unlinked from the start, so that whatever ends the process, none
 * stays behind. The library looks at no result of fprintf(): what the disk did not take is found
 * out here. What stands in the sheets is aft-xlsx-sheet.c's. */
#include "aft-xlsx-book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio_ext.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "aft-error.h"
#include "aft-xlsx-text.h"

#define PIECE_BYTES 65536
/* Beside a sheet's rows: what stands around them, and the small parts of the package. */
#define AROUND_BYTES (1024 * 1024)
/* From here on the package's entries need 64 bits; before, more programs can read it without. */
#define ZIP64_FROM (G_GUINT64_CONSTANT (0xffffffff) - AROUND_BYTES)

struct _AftXlsxBook
{
  lxw_workbook *workbook;
  int file;
  char *folder;
  GPtrArray *sheets;  /* lxw_worksheet, the workbook's */
  GPtrArray *buffers; /* of the sheets' files */
  GPtrArray *names;
  GHashTable *taken; /* names, folded */
};

static void
set_full (GError **error, const AftXlsxBook *book)
{
  g_set_error (error, AFT_ERROR, AFT_ERROR_FULL, "%s: %s", book->folder, g_strerror (ENOSPC));
}

static gboolean
open_file (AftXlsxBook *book, GError **error)
{
  g_autofree char *path = g_build_filename (book->folder, "aftertaste-XXXXXX", NULL);
  int reason;

  book->file = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  reason = errno;
  if (book->file >= 0)
    {
      g_unlink (path);
      return TRUE;
    }
  g_set_error (error, AFT_ERROR,
               reason == ENOSPC   ? AFT_ERROR_FULL
               : reason == EACCES ? AFT_ERROR_DENIED
                                  : AFT_ERROR_UNAVAILABLE,
               "%s: %s", book->folder, g_strerror (reason));
  return FALSE;
}

AftXlsxBook *
aft_xlsx_book_new (const char *folder, GError **error)
{
  g_autoptr (AftXlsxBook) book = g_new0 (AftXlsxBook, 1);
  g_autofree char *path = NULL;

  book->folder = g_strdup (folder != NULL ? folder : g_get_tmp_dir ());
  book->sheets = g_ptr_array_new ();
  book->buffers = g_ptr_array_new_with_free_func (g_free);
  book->names = g_ptr_array_new_with_free_func (g_free);
  book->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_file (book, error))
    return NULL;
  path = g_strdup_printf ("/proc/self/fd/%d", book->file);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = book->folder };
  book->workbook = workbook_new_opt (path, &options);
  if (book->workbook != NULL)
    return g_steal_pointer (&book);
  g_set_error (error, AFT_ERROR, AFT_ERROR_INTERNAL, "The workbook could not be made");
  return NULL;
}

lxw_workbook *
aft_xlsx_book_get_workbook (AftXlsxBook *book)
{
  return book->workbook;
}

const char *
aft_xlsx_book_take_name (AftXlsxBook *book, const char *title)
{
  char *name = aft_xlsx_text_make_name (title, book->taken);

  g_ptr_array_add (book->names, name);
  return name;
}

/* The library writes a row in a hundred small calls: what each of them costs counts. */
static void
widen_buffer (AftXlsxBook *book, FILE *file)
{
  char *buffer = g_malloc (PIECE_BYTES);

  g_ptr_array_add (book->buffers, buffer);
  setvbuf (file, buffer, _IOFBF, PIECE_BYTES);
  __fsetlocking (file, FSETLOCKING_BYCALLER);
}

lxw_worksheet *
aft_xlsx_book_add_sheet (AftXlsxBook *book, const char *name, GError **error)
{
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, name);

  if (sheet == NULL)
    {
      g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: there is no sheet “%s” to be made",
                   book->folder, name);
      return NULL;
    }
  widen_buffer (book, sheet->optimize_tmpfile);
  g_ptr_array_add (book->sheets, sheet);
  return sheet;
}

lxw_chartsheet *
aft_xlsx_book_add_chartsheet (AftXlsxBook *book, const char *name, GError **error)
{
  lxw_chartsheet *sheet = workbook_add_chartsheet (book->workbook, name);

  if (sheet == NULL)
    g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: there is no chart to be made",
                 book->folder);
  return sheet;
}

lxw_color_t
aft_xlsx_book_parse_colour (const char *token)
{
  return (lxw_color_t) g_ascii_strtoull (token + 1, NULL, 16);
}

gboolean
aft_xlsx_book_check (const AftXlsxBook *book, GError **error)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const lxw_worksheet *sheet = g_ptr_array_index (book->sheets, i);

      if (ferror (sheet->optimize_tmpfile) != 0)
        {
          set_full (error, book);
          return FALSE;
        }
    }
  return TRUE;
}

/* Closing copies a sheet's rows once more before they are packed. */
static gboolean
check_room (AftXlsxBook *book, GError **error)
{
  struct statvfs disk;
  guint64 largest = 0;

  for (guint i = 0; i < book->sheets->len; i++)
    {
      lxw_worksheet *sheet = g_ptr_array_index (book->sheets, i);

      lxw_worksheet_write_single_row (sheet);
      fflush (sheet->optimize_tmpfile);
      largest = MAX (largest, (guint64) ftello (sheet->optimize_tmpfile));
    }
  if (!aft_xlsx_book_check (book, error))
    return FALSE;
  book->workbook->options.use_zip64 = largest >= ZIP64_FROM ? LXW_TRUE : LXW_FALSE;
  if (fstatvfs (book->file, &disk) != 0
      || (guint64) disk.f_bavail * disk.f_frsize >= largest + AROUND_BYTES)
    return TRUE;
  set_full (error, book);
  return FALSE;
}

static gboolean
close_workbook (AftXlsxBook *book, GError **error)
{
  lxw_error failed = workbook_close (g_steal_pointer (&book->workbook));

  if (failed == LXW_NO_ERROR)
    return TRUE;
  g_set_error (error, AFT_ERROR,
               failed == LXW_ERROR_ZIP_FILE_OPERATION || failed == LXW_ERROR_ZIP_FILE_ADD
                   ? AFT_ERROR_FULL
                   : AFT_ERROR_UNAVAILABLE,
               "%s: %s", book->folder, lxw_strerror (failed));
  return FALSE;
}

static gboolean
send_file (AftXlsxBook *book, AftSink *sink, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  off_t at = 0;
  gssize count;

  while ((count = pread (book->file, piece, PIECE_BYTES, at)) != 0)
    {
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "%s: %s", book->folder,
                       g_strerror (errno));
          return FALSE;
        }
      if (!aft_sink_write (sink, piece, (gsize) count, error))
        return FALSE;
      at += count;
    }
  return TRUE;
}

gboolean
aft_xlsx_book_save (AftXlsxBook *book, AftSink *sink, GError **error)
{
  return check_room (book, error) && close_workbook (book, error) && send_file (book, sink, error);
}

/* A workbook that is not closed leaves its sheets' files open. */
static void
drop_workbook (AftXlsxBook *book)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      lxw_worksheet *sheet = g_ptr_array_index (book->sheets, i);

      fclose (sheet->optimize_tmpfile);
    }
  lxw_workbook_free (book->workbook);
}

void
aft_xlsx_book_free (AftXlsxBook *book)
{
  if (book == NULL)
    return;
  if (book->workbook != NULL)
    drop_workbook (book);
  if (book->file >= 0)
    close (book->file);
  g_ptr_array_unref (book->sheets);
  g_ptr_array_unref (book->buffers);
  g_ptr_array_unref (book->names);
  g_hash_table_unref (book->taken);
  g_free (book->folder);
  g_free (book);
}
