/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Guests' photos on the disk: sealed, whole or not at all, and gone when they are deleted; whatever
 * becomes of the program that makes them. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <utime.h>

#include "aft-attachments.h"
#include "aft-error.h"
#include "aft-picture.h"
#include "aft-sealed-file.h"
#include "aft-secret.h"
#include "aft-temp-dir.h"

#define NOW_MS      G_GINT64_CONSTANT (1795000000000)
#define LONG_AGO_MS G_GINT64_CONSTANT (1794000000000)

typedef struct
{
  AftTempDir *dir;
  char *folder;
  AftSealKey public_key;
  AftSealKey secret_key;
  gboolean has_no_key;
  GBytes *picture;
  AftAttachments *attachments;
} Fixture;

static gboolean
get_key (AftSealKey *ret_key, gpointer user_data, GError **error)
{
  const Fixture *fixture = user_data;
  *ret_key = fixture->public_key;
  if (fixture->has_no_key)
    g_set_error_literal (error, AFT_ERROR, AFT_ERROR_UNAVAILABLE, "The house has no key yet");
  return !fixture->has_no_key;
}

static GBytes *
open_sealed (GBytes *sealed, const AftId *id, gpointer user_data, GError **error)
{
  const Fixture *fixture = user_data;
  return aft_sealed_file_open (sealed, &fixture->public_key, &fixture->secret_key, id, "photo",
                               error);
}

static AftAttachments *
new_attachments (Fixture *fixture, const char *program, guint deadline_ms)
{
  const AftAttachmentsOptions options = { .folder = fixture->folder,
                                          .program = program,
                                          .deadline_ms = deadline_ms,
                                          .get_key = get_key,
                                          .open = open_sealed,
                                          .user_data = fixture };
  return aft_attachments_new (&options);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  fixture->dir = aft_temp_dir_new ();
  fixture->folder = aft_temp_dir_dup_path (fixture->dir, "attachments");
  aft_seal_key_generate (&fixture->public_key, &fixture->secret_key);
  fixture->picture = aft_picture_new_jpeg (64, 48);
  fixture->attachments = new_attachments (fixture, g_getenv ("AFTERTASTE_PHOTO"), 0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  aft_attachments_unref (fixture->attachments);
  g_bytes_unref (fixture->picture);
  g_free (fixture->folder);
  aft_temp_dir_free (fixture->dir);
  aft_secret_wipe (fixture, sizeof *fixture);
}

static AftId
get_id (guint8 number)
{
  return (AftId){ { 1, 2, 3, 4, 5, 6, 0x70, 8, 0x80, 10, 11, 12, 13, 14, 15, number } };
}

static char *
dup_file (Fixture *fixture, guint8 number)
{
  AftId id = get_id (number);
  g_autofree char *text = aft_id_to_text (&id);
  return g_strconcat (fixture->folder, "/", text, ".sealed", NULL);
}

static gboolean
has_file (Fixture *fixture, guint8 number)
{
  g_autofree char *path = dup_file (fixture, number);
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static AftAttachment
add (Fixture *fixture, guint8 number)
{
  g_autoptr (GError) error = NULL;
  AftId id = get_id (number);
  AftAttachment made = { .bytes = 0 };
  gboolean is_added
      = aft_attachments_add_sync (fixture->attachments, &id, fixture->picture, &made, &error);
  g_assert_no_error (error);
  g_assert_true (is_added);
  return made;
}

static void
assert_refused (AftAttachments *attachments, GBytes *picture, guint8 number, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  AftId id = get_id (number);
  AftAttachment made;
  g_assert_false (aft_attachments_add_sync (attachments, &id, picture, &made, &error));
  g_assert_error (error, AFT_ERROR, (gint) code);
}

/* -- the files ---------------------------------------------------------------------------------
 */

static void
test_only_the_house_reads_a_photo (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftAttachment made = add (fixture, 1);
  g_autofree char *path = dup_file (fixture, 1);
  g_autofree char *bytes = NULL;
  gsize count = 0;
  GStatBuf status;

  g_assert_cmpuint (made.width, ==, 64);
  g_assert_cmpuint (made.height, ==, 48);
  g_autoptr (GBytes) jpeg = aft_attachments_open_sync (fixture->attachments, &made.id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (jpeg), ==, made.bytes);
  g_assert_true (g_file_get_contents (path, &bytes, &count, NULL));
  g_assert_null (memmem (bytes, count, "JFIF", 4));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
}

static void
test_a_photo_is_not_another_one (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftId second = get_id (2);
  add (fixture, 1);
  g_autofree char *from = dup_file (fixture, 1);
  g_autofree char *to = dup_file (fixture, 2);
  g_assert_cmpint (g_rename (from, to), ==, 0);
  g_autoptr (GBytes) jpeg = aft_attachments_open_sync (fixture->attachments, &second, &error);
  g_assert_null (jpeg);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
}

static void
test_a_file_is_never_written_over (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftAttachment first = add (fixture, 1);
  assert_refused (fixture->attachments, fixture->picture, 1, AFT_ERROR_CONFLICT);
  g_bytes_unref (aft_attachments_open_sync (fixture->attachments, &first.id, &error));
  g_assert_no_error (error);
}

static void
test_a_deleted_photo_is_gone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  AftAttachment made = add (fixture, 1);
  for (guint i = 0; i < 2; i++)
    {
      gboolean is_deleted = aft_attachments_delete_sync (fixture->attachments, &made.id, &error);
      g_assert_no_error (error);
      g_assert_true (is_deleted);
    }
  g_assert_false (has_file (fixture, 1));
  g_autoptr (GBytes) jpeg = aft_attachments_open_sync (fixture->attachments, &made.id, &error);
  g_assert_null (jpeg);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
}

static void
age (Fixture *fixture, guint8 number, gint64 time_ms)
{
  g_autofree char *path = dup_file (fixture, number);
  const struct utimbuf times = { time_ms / 1000, time_ms / 1000 };
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static void
test_the_sweep_takes_what_is_nobodys_and_old (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftId ids[] = { get_id (1), get_id (9) };
  guint count = 0;

  for (guint8 number = 1; number <= 3; number++)
    {
      add (fixture, number);
      age (fixture, number, number == 3 ? NOW_MS - 1000 : LONG_AGO_MS);
    }
  g_array_append_vals (known, ids, G_N_ELEMENTS (ids));
  gboolean is_swept
      = aft_attachments_sweep_sync (fixture->attachments, known, NOW_MS, &count, &error);
  g_assert_no_error (error);
  g_assert_true (is_swept);
  g_assert_cmpuint (count, ==, 1);
  g_assert_true (has_file (fixture, 1));
  g_assert_false (has_file (fixture, 2));
  g_assert_true (has_file (fixture, 3));
}

static void
test_the_sweep_leaves_what_it_does_not_know (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_assert_true (aft_attachments_sweep_sync (fixture->attachments, known, NOW_MS, NULL, &error));
  add (fixture, 1);
  g_autofree char *note = g_build_filename (fixture->folder, "note.txt", NULL);
  g_assert_true (g_file_set_contents (note, "ours", -1, NULL));
  g_assert_true (
      aft_attachments_sweep_sync (fixture->attachments, known, G_MAXINT64, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (has_file (fixture, 1));
  g_assert_true (g_file_test (note, G_FILE_TEST_EXISTS));
}

/* -- what goes wrong ---------------------------------------------------------------------------
 */

static void
test_what_is_no_picture_leaves_nothing (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("<svg/>", 6);
  g_autoptr (GBytes) bomb = aft_picture_new_bomb (12001, 10, 0);
  g_autoptr (GBytes) heavy
      = g_bytes_new_take (g_malloc0 (AFT_ATTACHMENT_MOST_BYTES + 1), AFT_ATTACHMENT_MOST_BYTES + 1);
  assert_refused (fixture->attachments, text, 1, AFT_ERROR_INVALID);
  assert_refused (fixture->attachments, bomb, 1, AFT_ERROR_TOO_LARGE);
  assert_refused (fixture->attachments, heavy, 1, AFT_ERROR_TOO_LARGE);
  g_assert_false (has_file (fixture, 1));
}

static void
test_without_a_key_nothing_is_kept (Fixture *fixture, gconstpointer unused)
{
  fixture->has_no_key = TRUE;
  assert_refused (fixture->attachments, fixture->picture, 1, AFT_ERROR_UNAVAILABLE);
  g_assert_false (has_file (fixture, 1));
}

/* A program in place of the right one. */
static AftAttachments *
new_with (Fixture *fixture, const char *script, guint deadline_ms)
{
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, "\n", NULL);
  g_autofree char *path = aft_temp_dir_write (fixture->dir, "program", text);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return new_attachments (fixture, path, deadline_ms);
}

static void
test_whatever_becomes_of_the_program (Fixture *fixture, gconstpointer unused)
{
  static const struct
  {
    const char *script;
    guint deadline_ms; /* 0: as long as it takes */
    AftErrorCode code;
  } cases[] = {
    { "exec sleep 600", 200, AFT_ERROR_TIMED_OUT },
    { "exec >&-; exec sleep 600", 200, AFT_ERROR_TIMED_OUT },
    { "kill -KILL $$", 0, AFT_ERROR_UNAVAILABLE },
    { "kill -XCPU $$", 0, AFT_ERROR_INVALID },
    { "kill -SEGV $$", 0, AFT_ERROR_INVALID },
    { "exit 1", 0, AFT_ERROR_UNAVAILABLE },
    { "exit 3", 0, AFT_ERROR_INVALID },
    { "exit 4", 0, AFT_ERROR_TOO_LARGE },
    { "exit 0", 0, AFT_ERROR_UNAVAILABLE },
    { "echo '<script>'", 0, AFT_ERROR_UNAVAILABLE },
    { "exec cat /dev/zero", 0, AFT_ERROR_TIMED_OUT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AftAttachments) attachments
          = new_with (fixture, cases[i].script, cases[i].deadline_ms);
      assert_refused (attachments, fixture->picture, 1, cases[i].code);
      g_assert_false (has_file (fixture, 1));
    }
  g_autoptr (AftAttachments) nowhere = new_attachments (fixture, "/nonexistent/photo", 0);
  assert_refused (nowhere, fixture->picture, 1, AFT_ERROR_UNAVAILABLE);
}

/* What it gives is not believed: a JPEG larger than is kept is none of ours. */
static void
test_the_programs_word_is_not_taken (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) large = aft_picture_new_jpeg (1601, 8);
  g_autoptr (AftAttachments) attachments = new_with (fixture, "exec cat", 0);
  assert_refused (attachments, large, 1, AFT_ERROR_UNAVAILABLE);
}

typedef struct
{
  AftAttachments *attachments;
  GBytes *picture;
  guint8 number;
} Sender;

static gpointer
send_one (gpointer data)
{
  const Sender *sender = data;
  AftId id = get_id (sender->number);
  AftAttachment made;
  gboolean is_added
      = aft_attachments_add_sync (sender->attachments, &id, sender->picture, &made, NULL);
  return GINT_TO_POINTER (is_added);
}

/* Both hold a program that waits for the test. */
static void
test_two_are_made_at_a_time (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *gate = aft_temp_dir_dup_path (fixture->dir, "gate");
  g_autofree char *script = g_strdup_printf (
      "echo >> '%s.in'; while [ ! -e '%s' ]; do sleep 0.02; done; exec cat", gate, gate);
  g_autoptr (AftAttachments) attachments = new_with (fixture, script, 0);
  Sender senders[] = { { attachments, fixture->picture, 1 }, { attachments, fixture->picture, 2 } };
  g_autofree char *began = g_strconcat (gate, ".in", NULL);
  GThread *threads[2];
  GStatBuf status = { .st_size = 0 };

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("sender", send_one, &senders[i]);
  while (g_stat (began, &status) != 0 || status.st_size < 2)
    g_usleep (2000);
  assert_refused (attachments, fixture->picture, 3, AFT_ERROR_BUSY);
  g_assert_true (g_file_set_contents (gate, "", 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (GPOINTER_TO_INT (g_thread_join (threads[i])));
  g_assert_true (has_file (fixture, 1) && has_file (fixture, 2) && !has_file (fixture, 3));
}

/* No room on the disk, as far as one process can have none: its files may not grow. */
static void
test_a_full_disk_leaves_no_half (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (AftAttachments) attachments = new_with (fixture, "exec cat", 0);
  struct rlimit before;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  g_autofree guint8 *noise = g_malloc0 (200000);
  GByteArray *bytes = g_byte_array_new ();
  gsize count = 0;
  const guint8 *jpeg = g_bytes_get_data (fixture->picture, &count);

  g_byte_array_append (bytes, jpeg, (guint) count);
  g_byte_array_append (bytes, noise, 200000);
  g_autoptr (GBytes) picture = g_byte_array_free_to_bytes (bytes);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  /* The memory that is handed to the child counts too: the file is larger by its seal. */
  const struct rlimit full = { g_bytes_get_size (picture), before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  assert_refused (attachments, picture, 1, AFT_ERROR_FULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_false (has_file (fixture, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/collector/attachments/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("only-the-house-reads-a-photo", test_only_the_house_reads_a_photo);
  ADD ("a-photo-is-not-another-one", test_a_photo_is_not_another_one);
  ADD ("a-file-is-never-written-over", test_a_file_is_never_written_over);
  ADD ("a-deleted-photo-is-gone", test_a_deleted_photo_is_gone);
  ADD ("the-sweep-takes-what-is-nobodys-and-old", test_the_sweep_takes_what_is_nobodys_and_old);
  ADD ("the-sweep-leaves-what-it-does-not-know", test_the_sweep_leaves_what_it_does_not_know);
  ADD ("what-is-no-picture-leaves-nothing", test_what_is_no_picture_leaves_nothing);
  ADD ("without-a-key-nothing-is-kept", test_without_a_key_nothing_is_kept);
  ADD ("whatever-becomes-of-the-program", test_whatever_becomes_of_the_program);
  ADD ("the-programs-word-is-not-taken", test_the_programs_word_is_not_taken);
  ADD ("two-are-made-at-a-time", test_two_are_made_at_a_time);
  ADD ("a-full-disk-leaves-no-half", test_a_full_disk_leaves_no_half);
#undef ADD
  return g_test_run ();
}
