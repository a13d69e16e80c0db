/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A house that is opened to be read: beside the one that writes, without a trace, and never to
 * write. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "aft-house-fixture.h"

#define DAY_ACTOR "user:test"

static AftHouseStore *
open_to_read (AftHouseFixture *fixture, GError **error)
{
  const AftHouseSqliteOptions options
      = { .path = fixture->path, .clock = fixture->clock, .random = fixture->random };
  return aft_house_sqlite_open_to_read (&options, error);
}

static AftHouseStore *
assert_opens (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftHouseStore *reader = open_to_read (fixture, &error);
  g_assert_no_error (error);
  return reader;
}

static guint
count_venues (AftHouseStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) venues = aft_house_store_list_venues_sync (store, &error);
  g_assert_no_error (error);
  return venues->len;
}

static AftVenue *
make_venue (AftHouseFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  AftId id = aft_id_generate (fixture->clock, fixture->random);
  const AftVenueFields fields = { .id = &id,
                                  .name = "Second",
                                  .zone = "Asia/Shanghai",
                                  .cut_off_minutes = AFT_VENUE_CUT_OFF_MINUTES,
                                  .country_code = "86" };
  AftVenue *venue = aft_venue_new (&fields, &error);
  g_assert_no_error (error);
  return venue;
}

static void
test_it_sees_what_is_written_meanwhile (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseStore) reader = assert_opens (fixture);
  g_autoptr (AftVenue) venue = make_venue (fixture);
  g_assert_cmpuint (count_venues (reader), ==, 1);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, DAY_ACTOR, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_venues (reader), ==, 2);
}

static void
test_whatever_writes_is_denied (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) accept_error = NULL;
  AftHouseItem item = aft_house_fixture_next (fixture);
  AftHouseBatch *batch = aft_house_kiosk_batch (&fixture->kiosk, fixture->clock);
  g_autoptr (AftHouseStore) reader = assert_opens (fixture);
  g_autoptr (AftVenue) venue = make_venue (fixture);
  g_assert_false (aft_house_store_put_venue_sync (reader, venue, DAY_ACTOR, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_DENIED);
  aft_house_batch_take (batch, &item);
  g_assert_null (aft_house_store_accept_sync (reader, batch, &accept_error));
  g_assert_error (accept_error, AFT_ERROR, AFT_ERROR_DENIED);
  g_assert_cmpuint (count_venues (fixture->store), ==, 1);
}

static void
test_the_one_that_writes_can_come_later (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftVenue) venue = make_venue (fixture);
  aft_house_fixture_close (fixture);
  g_autoptr (AftHouseStore) reader = assert_opens (fixture);
  aft_house_fixture_reopen (fixture);
  g_assert_true (aft_house_store_put_venue_sync (fixture->store, venue, DAY_ACTOR, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_venues (reader), ==, 2);
}

static void
test_the_file_stays_as_it_was (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length = 0;
  gsize after_length = 0;
  aft_house_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &before, &before_length, NULL));
  g_autoptr (AftHouseStore) reader = assert_opens (fixture);
  g_assert_cmpuint (count_venues (reader), ==, 1);
  g_clear_pointer (&reader, aft_house_store_unref);
  g_assert_true (g_file_get_contents (fixture->path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

static void
test_a_file_that_is_none_is_not_made (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = aft_temp_dir_dup_path (fixture->dir, "other.db");
  const AftHouseSqliteOptions options
      = { .path = path, .clock = fixture->clock, .random = fixture->random };
  g_assert_null (aft_house_sqlite_open_to_read (&options, &error));
  g_assert_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND);
  g_assert_cmpint (access (path, F_OK), ==, -1);
}

static void
test_another_version_is_not_read (AftHouseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) earlier = NULL;
  g_autoptr (GError) later = NULL;
  aft_house_fixture_close (fixture);
  aft_house_fixture_execute (fixture, "PRAGMA user_version = 1");
  g_assert_null (open_to_read (fixture, &earlier));
  g_assert_error (earlier, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (earlier->message, "migrate"));
  aft_house_fixture_execute (fixture, "PRAGMA user_version = 999");
  g_assert_null (open_to_read (fixture, &later));
  g_assert_error (later, AFT_ERROR, AFT_ERROR_UNSUPPORTED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/house-reader/" name, AftHouseFixture, NULL, aft_house_fixture_set_up, function,    \
              aft_house_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-sees-what-is-written-meanwhile", test_it_sees_what_is_written_meanwhile);
  ADD ("whatever-writes-is-denied", test_whatever_writes_is_denied);
  ADD ("the-one-that-writes-can-come-later", test_the_one_that_writes_can_come_later);
  ADD ("the-file-stays-as-it-was", test_the_file_stays_as_it_was);
  ADD ("a-file-that-is-none-is-not-made", test_a_file_that_is_none_is_not_made);
  ADD ("another-version-is-not-read", test_another_version_is_not_read);
  return g_test_run ();
}
