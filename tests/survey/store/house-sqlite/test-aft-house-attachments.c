/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The house's store: whose case a guest's photo belongs to, how many there may be, and that what is
 * sent twice is there once. */
#include <string.h>

#include "aft-error.h"
#include "aft-house-case-fixture.h"
#include "aft-house-store-attachments.h"
#include "aft-house-store-erasure.h"

static AftHouseAttachment
new_photo (AftCaseFixture *fixture, const AftId *response_id)
{
  return (AftHouseAttachment){ .id = aft_id_generate (fixture->house.clock, fixture->house.random),
                               .response_id = *response_id,
                               .width = 1600,
                               .height = 1200,
                               .bytes = 234567 };
}

static AftHouseCase *
add (AftCaseFixture *fixture, const AftHouseAttachment *photo, gboolean is_new)
{
  g_autoptr (GError) error = NULL;
  gboolean was_new = !is_new;
  AftHouseCase *item
      = aft_house_store_add_photo_sync (fixture->house.store, photo, &was_new, &error);
  g_assert_no_error (error);
  g_assert_cmpint (was_new, ==, is_new);
  return item;
}

static void
assert_refused (AftCaseFixture *fixture, const AftHouseAttachment *photo, AftErrorCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) item
      = aft_house_store_add_photo_sync (fixture->house.store, photo, NULL, &error);
  g_assert_null (item);
  g_assert_error (error, AFT_ERROR, (gint) code);
}

static void
assert_room (AftCaseFixture *fixture, const AftId *response_id, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean has_room = aft_house_store_check_photo_sync (fixture->house.store, response_id, &error);
  g_assert_cmpint (has_room, ==, code < 0);
  if (code >= 0)
    g_assert_error (error, AFT_ERROR, code);
}

static GPtrArray *
list (AftCaseFixture *fixture, const AftId *case_id)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *attachments
      = aft_house_store_list_attachments_sync (fixture->house.store, case_id, &error);
  g_assert_no_error (error);
  return attachments;
}

static guint
count_photo_events (AftCaseFixture *fixture, const AftId *case_id)
{
  guint count = 0;
  g_autoptr (GPtrArray) events = aft_case_list_events (fixture, case_id);
  for (guint i = 0; i < events->len; i++)
    {
      const AftHouseCaseEvent *event = events->pdata[i];
      if (event->kind != AFT_CASE_EVENT_PHOTO)
        continue;
      g_assert_cmpstr (event->actor, ==, "guest");
      g_assert_nonnull (aft_value_get_member (event->detail, "attachment"));
      count++;
    }
  return count;
}

static void
test_a_photo_joins_the_case_of_its_slip (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
  g_autoptr (AftHouseCase) item = add (fixture, &photo, TRUE);
  g_autoptr (GPtrArray) attachments = list (fixture, &complained->id);
  const AftHouseAttachment *stored = attachments->pdata[0];

  g_assert_true (aft_id_equal (&item->id, &complained->id));
  g_assert_cmpint (item->flow.state, ==, complained->flow.state);
  g_assert_cmpuint (attachments->len, ==, 1);
  g_assert_true (aft_id_equal (&stored->id, &photo.id));
  g_assert_true (aft_id_equal (&stored->response_id, &complained->response_id));
  g_assert_cmpuint (stored->width, ==, 1600);
  g_assert_cmpuint (stored->height, ==, 1200);
  g_assert_cmpuint (stored->bytes, ==, 234567);
  g_assert_cmpint (stored->stored_ms, >, 0);
  g_assert_cmpuint (count_photo_events (fixture, &item->id), ==, 1);
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_the_same_photo_twice_is_once (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  g_autoptr (AftHouseCase) other = aft_case_complain (fixture);
  AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
  g_autoptr (AftHouseCase) first = add (fixture, &photo, TRUE);
  g_autoptr (AftHouseCase) second = add (fixture, &photo, FALSE);

  g_assert_true (aft_id_equal (&first->id, &second->id));
  g_assert_cmpuint (count_photo_events (fixture, &first->id), ==, 1);
  photo.response_id = other->response_id;
  assert_refused (fixture, &photo, AFT_ERROR_CONFLICT);
  g_assert_cmpuint (count_photo_events (fixture, &other->id), ==, 0);
}

static void
test_five_and_no_more (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  for (guint i = 0; i < AFT_HOUSE_ATTACHMENTS_MAX; i++)
    {
      AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
      assert_room (fixture, &complained->response_id, -1);
      aft_house_case_free (add (fixture, &photo, TRUE));
    }
  AftHouseAttachment sixth = new_photo (fixture, &complained->response_id);
  g_autoptr (GPtrArray) attachments = NULL;

  assert_room (fixture, &complained->response_id, AFT_ERROR_FULL);
  assert_refused (fixture, &sixth, AFT_ERROR_FULL);
  attachments = list (fixture, &complained->id);
  g_assert_cmpuint (attachments->len, ==, AFT_HOUSE_ATTACHMENTS_MAX);
}

static void
test_a_response_without_a_case_gets_one (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftResponse) response = aft_case_response_new (fixture, AFT_RESPONSE_EXIT, NULL);
  AftHouseAttachment photo = new_photo (fixture, aft_response_get_id (response));

  aft_case_send (fixture, response, NULL);
  aft_case_assert_none (fixture, response);
  assert_room (fixture, aft_response_get_id (response), -1);
  g_autoptr (AftHouseCase) item = add (fixture, &photo, TRUE);
  g_assert_cmpint (item->kind, ==, AFT_CASE_KIND_COMPLAINT);
  g_autoptr (AftHouseCase) found = aft_case_get_of (fixture, response);
  g_assert_true (aft_id_equal (&found->id, &item->id));
  aft_house_fixture_assert_findings (&fixture->house, 0);
}

static void
test_what_is_unknown_or_nothing_is_refused (AftCaseFixture *fixture, gconstpointer unused)
{
  AftId nobody = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  AftHouseAttachment unknown = new_photo (fixture, &nobody);
  AftHouseAttachment empty = new_photo (fixture, &complained->response_id);
  empty.bytes = 0;

  assert_room (fixture, &nobody, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &unknown, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &empty, AFT_ERROR_INVALID);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, AFT_ID_BYTES);
}

static void
test_all_ids_are_known_in_their_order (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (AftId));
  for (guint i = 0; i < 4; i++)
    {
      AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
      aft_house_case_free (add (fixture, &photo, TRUE));
      g_array_append_val (expected, photo.id);
    }
  g_array_sort (expected, compare_ids);
  g_autoptr (GArray) ids = aft_house_store_list_attachment_ids_sync (fixture->house.store, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (ids->data, ids->len * sizeof (AftId), expected->data,
                   expected->len * sizeof (AftId));
}

static guint
count_added (AftCaseFixture *fixture, const GArray *venue_ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) added
      = aft_house_store_list_added_sync (fixture->house.store, venue_ids, &error);
  g_assert_no_error (error);
  return added->len;
}

static void
test_what_is_added_waits_until_somebody_acts (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (AftId));
  g_autoptr (GArray) here = g_array_new (FALSE, FALSE, sizeof (AftId));
  AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
  AftHouseAttachment second = new_photo (fixture, &complained->response_id);
  AftHouseCaseAction take
      = aft_case_action (fixture, complained, AFT_CASE_EVENT_ACKNOWLEDGED, &fixture->staff);

  g_array_append_val (here, complained->venue_id);
  g_assert_cmpuint (count_added (fixture, NULL), ==, 0);
  aft_house_case_free (add (fixture, &photo, TRUE));
  g_assert_cmpuint (count_added (fixture, NULL), ==, 1);
  g_assert_cmpuint (count_added (fixture, here), ==, 1);
  g_assert_cmpuint (count_added (fixture, none), ==, 0);
  aft_house_case_free (aft_case_act (fixture, &take));
  g_assert_cmpuint (count_added (fixture, NULL), ==, 0);
  aft_house_case_free (add (fixture, &second, TRUE));
  g_assert_cmpuint (count_added (fixture, NULL), ==, 1);
}

static void
test_an_erased_guest_has_no_photos (AftCaseFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftHouseCase) complained = aft_case_complain (fixture);
  AftHouseAttachment photo = new_photo (fixture, &complained->response_id);
  aft_house_case_free (add (fixture, &photo, TRUE));
  const AftHouseErasureTarget target
      = { .response_id = &complained->response_id, .device_id = &complained->device_id };
  g_autoptr (AftHouseErasureReceipt) receipt = aft_house_store_erase_sync (
      fixture->house.store, &target, AFT_HOUSE_ERASE_BY_SLIP, "guest", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->photo_ids->len, ==, 1);
  g_assert_true (aft_id_equal (&g_array_index (receipt->photo_ids, AftId, 0), &photo.id));
  g_autoptr (GPtrArray) attachments = list (fixture, &complained->id);
  g_assert_cmpuint (attachments->len, ==, 0);
  assert_room (fixture, &complained->response_id, AFT_ERROR_NOT_FOUND);
  assert_refused (fixture, &photo, AFT_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/store/house-attachments/" path, AftCaseFixture, NULL, aft_case_fixture_set_up,     \
              function, aft_case_fixture_tear_down)
  ADD ("a-photo-joins-the-case-of-its-slip", test_a_photo_joins_the_case_of_its_slip);
  ADD ("the-same-photo-twice-is-once", test_the_same_photo_twice_is_once);
  ADD ("five-and-no-more", test_five_and_no_more);
  ADD ("a-response-without-a-case-gets-one", test_a_response_without_a_case_gets_one);
  ADD ("what-is-unknown-or-nothing-is-refused", test_what_is_unknown_or_nothing_is_refused);
  ADD ("all-ids-are-known-in-their-order", test_all_ids_are_known_in_their_order);
  ADD ("what-is-added-waits-until-somebody-acts", test_what_is_added_waits_until_somebody_acts);
  ADD ("an-erased-guest-has-no-photos", test_an_erased_guest_has_no_photos);
#undef ADD
  return g_test_run ();
}
