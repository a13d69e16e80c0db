/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The console's pages about guests: the list and its filter, one guest, and what may be done to
 * one, by whom. */
#include <string.h>

#include "aft-house-store-guests.h"
#include "aft-house-store-rules.h"
#include "aft-house-store-visits.h"
#include "aft-page-fixture.h"
#include "aft-response-builder.h"
#include "aft-rule-document.h"

#define GUESTS "/console/guests"

static AftHouseGuest *
find (AftPageFixture *fixture, const char *number)
{
  g_autoptr (GError) error = NULL;
  AftDigest key = aft_digest_of_text (number);
  AftHouseGuest *guest = aft_house_store_find_guest_sync (fixture->house.store, &key, &error);
  g_assert_no_error (error);
  return guest;
}

/* Guests "1" to "@count", of whom each third is VIP. */
static AftId
import (AftPageFixture *fixture, guint count)
{
  g_autoptr (GError) error = NULL;
  AftHouseImportCounts counts;
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) aft_house_imported_guest_free);
  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      AftHouseImportedGuest *guest = g_new0 (AftHouseImportedGuest, 1);
      *guest = (AftHouseImportedGuest){ .line = i,
                                        .has_phone = TRUE,
                                        .phone_key = aft_digest_of_text (number),
                                        .tier = i % 3 == 0 ? AFT_TIER_VIP : AFT_TIER_LOW,
                                        .tier_source = AFT_HOUSE_TIER_BY_IMPORT,
                                        .visits = i,
                                        .has_last_day = TRUE,
                                        .last_day = 20000 };
      g_ptr_array_add (list, guest);
    }
  g_assert_true (aft_house_store_import_guests_sync (fixture->house.store, list, "user:test",
                                                     &counts, &error));
  g_autoptr (AftHouseGuest) first = find (fixture, "1");
  return first->id;
}

/* A guest with the number "1" answers at the fixture's kiosk. */
static AftId
answer (AftPageFixture *fixture)
{
  AftHouseItem item = aft_house_fixture_next (&fixture->house);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  item.guest_key_kind = AFT_HOUSE_GUEST_PHONE;
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  return guest->id;
}

/* The same guest complains, leaves the number, and agrees to be called or not. */
static AftId
complain (AftPageFixture *fixture, gboolean may_call)
{
  static const char kid[] = "0123456789abcdef";
  g_autoptr (GError) error = NULL;
  const AftConsent consent = { .callback = may_call,
                               .offers = TRUE,
                               .text_version = "text-7",
                               .given_ms = aft_clock_get_real_ms (fixture->house.clock) };
  AftResponseBuilder *builder = aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                        AFT_RESPONSE_COMPLAINT, NULL);
  aft_response_builder_take_seal (builder, aft_sealed_part_new (AFT_SEALED_CONTACT, kid, "AAAA"));
  aft_response_builder_set_consent (builder, &consent);
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  item.has_guest = TRUE;
  item.guest_key = aft_digest_of_text ("1");
  aft_house_receipts_free (aft_house_fixture_send (&fixture->house, &item));
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  return guest->id;
}

/* How often the audit says that somebody has seen the contact of @guest. */
static guint
count_looks (AftPageFixture *fixture, const AftId *guest)
{
  guint count = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = aft_id_to_text (guest);
  g_autoptr (GPtrArray) rows
      = aft_house_store_list_audit_sync (fixture->house.store, 0, 1000, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const AftHouseAuditRow *row = rows->pdata[i];
      if (g_str_equal (row->action, "contact.show") && g_strcmp0 (row->subject, id) == 0
          && g_str_equal (row->actor, "user:bo") && strstr (row->detail, "\"guest\"") != NULL)
        count++;
    }
  return count;
}

static guint
count_rows (const char *body)
{
  guint count = 0;
  for (const char *at = strstr (body, "scope=\"row\""); at != NULL;
       at = strstr (at + 1, "scope=\"row\""))
    count++;
  return count;
}

static void
test_list_pages_and_filter (AftPageFixture *fixture, gconstpointer unused)
{
  import (fixture, 60);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 50);
  const char *next = strstr (fixture->body, "after=");
  g_assert_nonnull (next);
  g_autofree char *cursor = g_strndup (next, strcspn (next, "\""));
  g_autofree char *address = g_strconcat (GUESTS "?", cursor, NULL);
  g_assert_cmpint (aft_page_fixture_get (fixture, address), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 10);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS "?tier=vip"), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 20);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS "?tier=nonsense&after=1.x"), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 50);
}

static void
test_empty_list_says_what_to_do (AftPageFixture *fixture, gconstpointer unused)
{
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  aft_page_fixture_assert_says (fixture, "No guest is here.");
  aft_page_fixture_assert_says (fixture, "guests import");
}

static void
test_guest_page_masks_the_number (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "telephone number ••••");
  aft_page_fixture_assert_says (fixture, "Taken over from another program.");
  aft_page_fixture_assert_silent (fixture, "Set the tier");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Set the tier");
}

static void
test_preferences_are_text (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "preferences");
  g_autofree char *too_long = g_strnfill (2001, 'a');
  aft_page_fixture_sign_in (fixture, "cai");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "preferences", AFT_PAGE_HOSTILE, NULL), ==,
                   303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "preferences", too_long, NULL), ==, 422);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpstr (guest->preferences, ==, AFT_PAGE_HOSTILE);
}

static void
test_tier_is_a_managers (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "tier");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "gold", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "unknown", NULL), ==, 422);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", NULL), ==, 303);
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpint (guest->tier, ==, AFT_TIER_VIP);
  g_assert_cmpint (guest->tier_source, ==, AFT_HOUSE_TIER_BY_STAFF);
}

static void
test_no_win_back_takes_two (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = import (fixture, 1);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "no-win-back");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "propose", "reason", "x", NULL), ==,
                   403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "propose", "reason", " ", NULL), ==,
                   422);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "step", "propose", "reason", AFT_PAGE_HOSTILE, NULL), ==,
      303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_harmless (fixture);
  aft_page_fixture_assert_silent (fixture, "I agree");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 422);
  aft_page_fixture_assert_says (fixture, "Another person must agree");
  aft_page_fixture_sign_in (fixture, "bao");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "I agree");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "confirm", NULL), ==, 409);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "No effort is made to win this guest back.");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "withdraw", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "step", "nonsense", NULL), ==, 422);
}

static void
test_guest_of_another_venue_hidden (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const acts[] = { "preferences", "tier", "no-win-back", "contact", "bill" };
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Answered the survey");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 404);
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  g_assert_cmpuint (count_rows (fixture->body), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, acts[i]);
      g_assert_cmpint (aft_page_fixture_post (fixture, act, "tier", "vip", "step", "propose",
                                              "reason", "x", NULL),
                       ==, 404);
    }
}

static void
test_contact_masked_and_looks_counted (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = complain (fixture, TRUE);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "contact");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "The guest has left a contact.");
  aft_page_fixture_assert_says (fixture, "text-7");
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
  aft_page_fixture_assert_silent (fixture, "Do not call.");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL), ==, 403);
  aft_page_fixture_sign_in (fixture, "bo");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
  g_assert_cmpuint (count_looks (fixture, &id), ==, 0);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL), ==, 200);
  aft_page_fixture_assert_says (fixture, AFT_PAGE_PHONE);
  g_assert_cmpuint (count_looks (fixture, &id), ==, 1);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_silent (fixture, AFT_PAGE_PHONE);
}

static void
test_no_consent_is_said (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = complain (fixture, FALSE);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "contact");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Do not call.");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL), ==, 200);
  aft_page_fixture_assert_says (fixture, "Do not call.");
}

/* The newest response counts, and one that was left elsewhere is not a manager's to see. */
static void
test_contact_is_the_newest_here (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = complain (fixture, FALSE);
  complain (fixture, TRUE);
  answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "contact");
  aft_page_fixture_sign_in (fixture, "bo");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_silent (fixture, "Do not call.");
  aft_page_fixture_sign_in (fixture, "ding");
  g_assert_cmpint (aft_page_fixture_post (fixture, act, NULL), ==, 404);
  AftId imported = import (fixture, 2);
  g_assert_true (aft_id_equal (&imported, &id));
  g_autoptr (AftHouseGuest) other = find (fixture, "2");
  g_autofree char *none = aft_page_fixture_dup_path (GUESTS, &other->id, NULL);
  g_autofree char *nothing = aft_page_fixture_dup_path (GUESTS, &other->id, "contact");
  g_assert_cmpint (aft_page_fixture_get (fixture, none), ==, 200);
  aft_page_fixture_assert_says (fixture, "No number was left at a kiosk of yours.");
  g_assert_cmpint (aft_page_fixture_post (fixture, nothing, NULL), ==, 404);
}

/* What the form at the visit sends beside the sum. */
static char *
dup_form_value (AftPageFixture *fixture, const char *name)
{
  g_autofree char *before = g_strdup_printf ("name=\"%s\" value=\"", name);
  const char *at = strstr (fixture->body, before);
  g_assert_nonnull (at);
  at += strlen (before);
  return g_strndup (at, strcspn (at, "\""));
}

static void
test_bill_is_written_down_by_staff (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "bill");
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Write down the bill");
  g_autofree char *day = dup_form_value (fixture, "day");
  g_autofree char *venue = dup_form_value (fixture, "venue");
  aft_page_fixture_assert_guarded (fixture, act);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "day", day, "venue", venue, "spend",
                                          AFT_PAGE_HOSTILE, NULL),
                   ==, 422);
  aft_page_fixture_assert_harmless (fixture);
  g_assert_cmpint (aft_page_fixture_post (fixture, act, "day", day, "venue", venue, "spend",
                                          "99999999999", NULL),
                   ==, 422);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "day", day, "venue", venue, "spend", "388.50", NULL), ==,
      303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "388.50");
  aft_page_fixture_assert_says (fixture, "Change the bill");
  aft_page_fixture_assert_says (fixture, "(bills written down: 1)");
  g_autoptr (AftHouseGuest) guest = find (fixture, "1");
  g_assert_cmpint (guest->spend_minor, ==, 38850);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "day", day, "venue", venue, "spend", "", NULL), ==, 303);
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_silent (fixture, "388.50");
}

static void
test_bill_of_no_visit_refused (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autofree char *act = aft_page_fixture_dup_path (GUESTS, &id, "bill");
  g_autofree char *elsewhere = aft_id_to_text (&fixture->elsewhere);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  g_autofree char *day = dup_form_value (fixture, "day");
  g_autofree char *venue = dup_form_value (fixture, "venue");
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "day", day, "venue", elsewhere, "spend", "1", NULL), ==,
      404);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "day", "1", "venue", venue, "spend", "1", NULL), ==,
      404);
  g_assert_cmpint (
      aft_page_fixture_post (fixture, act, "day", "x", "venue", venue, "spend", "1", NULL), ==,
      422);
}

static void
test_habits_in_figures (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_fake_clock_advance_seconds (fixture->house.fake, 3 * 86400);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "The last 12 months");
  aft_page_fixture_assert_says (fixture, "3 days ago");
}

/* Where the link to the next guests leads, behind "after="; NULL: these were the last. */
static const char *
find_cursor (const char *page)
{
  const char *link = strstr (page, "href=\"" GUESTS "?");
  while (link != NULL)
    {
      const char *cursor = strstr (link, "after=");
      if (cursor != NULL && cursor < strchr (link + strlen ("href=\""), '"'))
        return cursor;
      link = strstr (link + 1, "href=\"" GUESTS "?");
    }
  return NULL;
}

/* Follows the list in @order to its end; the labels of the guests, in order. */
static GPtrArray *
walk (AftPageFixture *fixture, const char *order)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *address = g_strconcat (GUESTS "?order=", order, NULL);
  for (guint pages = 0; address != NULL && pages < 10; pages++)
    {
      g_assert_cmpint (aft_page_fixture_get (fixture, address), ==, 200);
      for (const char *at = strstr (fixture->body, ">Guest "); at != NULL;
           at = strstr (at + 1, ">Guest "))
        g_ptr_array_add (labels, g_strndup (at + 7, 6));
      const char *next = find_cursor (fixture->body);
      g_autofree char *cursor = next != NULL ? g_strndup (next, strcspn (next, "\"")) : NULL;
      g_free (address);
      address = cursor != NULL ? g_strdup_printf (GUESTS "?order=%s&%s", order, cursor) : NULL;
    }
  return labels;
}

static void
test_each_order_holds_everyone_once (AftPageFixture *fixture, gconstpointer unused)
{
  static const char *const orders[] = { "last-visit", "spend", "tier", "nonsense" };
  import (fixture, 120);
  aft_page_fixture_sign_in (fixture, "cai");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (GPtrArray) labels = walk (fixture, orders[i]);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint k = 0; k < labels->len; k++)
        g_hash_table_add (seen, labels->pdata[k]);
      g_assert_cmpuint (labels->len, ==, 120);
      g_assert_cmpuint (g_hash_table_size (seen), ==, 120);
    }
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS "?order=tier"), ==, 200);
  const char *low = strstr (fixture->body, "<td>Occasional guest");
  g_assert_nonnull (low);
  g_assert_nonnull (strstr (fixture->body, "<td>VIP"));
  g_assert_null (strstr (low, "<td>VIP"));
}

/* The names are the house's to choose. */
static void
test_tiers_are_called_as_the_house_calls_them (AftPageFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint version = 0;
  AftId id = import (fixture, 3);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (AFT_RULE_DOCUMENT_TIERS, &error);
  GString *text
      = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_string_replace (text, "Occasional guest", "Rare & dear", 0);
  g_autofree char *own = g_string_free (text, FALSE);
  const AftHouseRules rules
      = { .kind = (char *) "tiers", .text = own, .actor = (char *) "user:an" };
  g_assert_true (
      aft_house_store_save_rules_sync (fixture->house.store, &rules, 0, &version, &error));
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, GUESTS), ==, 200);
  aft_page_fixture_assert_says (fixture, "<td>Rare &amp; dear");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, "Rare &amp; dear");
  aft_page_fixture_assert_says (fixture, "Known for a while and hardly ever here.");
}

static void
test_who_comes_more_often_is_pointed_out (AftPageFixture *fixture, gconstpointer unused)
{
  const char *said = "Comes more often than before";
  AftId id = answer (fixture);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_silent (fixture, said);
  aft_fake_clock_advance_seconds (fixture->house.fake, 86400);
  answer (fixture);
  aft_page_fixture_sign_in (fixture, "cai");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 200);
  aft_page_fixture_assert_says (fixture, said);
}

static void
test_guest_unknown (AftPageFixture *fixture, gconstpointer unused)
{
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *path = aft_page_fixture_dup_path (GUESTS, &id, NULL);
  aft_page_fixture_sign_in (fixture, "an");
  g_assert_cmpint (aft_page_fixture_get (fixture, path), ==, 404);
  aft_page_fixture_assert_says (fixture, "This is not here");
}

static void
add (const char *path, void (*test) (AftPageFixture *, gconstpointer))
{
  g_test_add (path, AftPageFixture, NULL, aft_page_fixture_set_up, test,
              aft_page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/console/guests/list-in-pages-and-by-tier", test_list_pages_and_filter);
  add ("/console/guests/empty-list-says-what-to-do", test_empty_list_says_what_to_do);
  add ("/console/guests/number-is-masked", test_guest_page_masks_the_number);
  add ("/console/guests/preferences-are-text", test_preferences_are_text);
  add ("/console/guests/tier-is-a-managers", test_tier_is_a_managers);
  add ("/console/guests/no-win-back-takes-two", test_no_win_back_takes_two);
  add ("/console/guests/of-another-venue-are-404", test_guest_of_another_venue_hidden);
  add ("/console/guests/contact-is-shown-to-a-manager-and-written-down",
       test_contact_masked_and_looks_counted);
  add ("/console/guests/that-nobody-may-call-is-said", test_no_consent_is_said);
  add ("/console/guests/contact-is-the-newest-left-here", test_contact_is_the_newest_here);
  add ("/console/guests/bill-is-written-down-by-staff", test_bill_is_written_down_by_staff);
  add ("/console/guests/bill-of-no-visit-is-refused", test_bill_of_no_visit_refused);
  add ("/console/guests/habits-in-figures", test_habits_in_figures);
  add ("/console/guests/each-order-holds-everyone-once", test_each_order_holds_everyone_once);
  add ("/console/guests/tiers-are-called-as-the-house-calls-them",
       test_tiers_are_called_as_the_house_calls_them);
  add ("/console/guests/who-comes-more-often-is-pointed-out",
       test_who_comes_more_often_is_pointed_out);
  add ("/console/guests/unknown-guest-is-404", test_guest_unknown);
  return g_test_run ();
}
