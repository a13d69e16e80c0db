/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guest's pages for tests: real store, real routes, no socket. */
#include "aft-phone-fixture.h"

#include <string.h>

#include "aft-house-store-phones.h"
#include "aft-rule-book.h"

static char *
open_words (const AftResponse *response,
            const AftSealedPart *part,
            gpointer user_data,
            GError **error)
{
  return g_strdup (AFT_PHONE_WORDS);
}

static char *
open_note (const AftSealedPart *part, const AftId *id, gpointer user_data)
{
  gboolean is_contact = g_str_equal (aft_sealed_part_get_name (part), AFT_SEALED_CONTACT);
  return g_strdup (is_contact ? AFT_PHONE_CONTACT : AFT_PHONE_WORDS);
}

static char *
dup_public_key (gpointer user_data)
{
  return g_strdup ("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

void
aft_phone_fixture_set_up (AftPhoneFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GBytes *const contents[AFT_LANGUAGES] = { NULL };
  g_autoptr (AftRouter) router = aft_router_new ();
  g_autoptr (AftSurveyCache) surveys = aft_survey_cache_new ();
  aft_house_fixture_set_up (&fixture->house, NULL);
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);
  static const AftSecretBoxKey key = { { 1, 2, 3 } };
  const AftPagesOptions options = { .store = fixture->house.store,
                                    .clock = fixture->house.clock,
                                    .random = fixture->house.random,
                                    .catalogue = catalogue,
                                    .surveys = surveys,
                                    .opener = { .open_note = open_note },
                                    .box_key = &key,
                                    .dup_public_key = dup_public_key,
                                    .open_words = open_words };
  fixture->pages = aft_pages_new (&options);
  aft_pages_add_routes (fixture->pages, router);
  aft_browser_set_up (&fixture->browser, router);
}

void
aft_phone_fixture_tear_down (AftPhoneFixture *fixture, gconstpointer unused)
{
  aft_http_reply_unref (fixture->reply);
  g_free (fixture->body);
  aft_browser_tear_down (&fixture->browser);
  aft_pages_unref (fixture->pages);
  aft_house_fixture_tear_down (&fixture->house, NULL);
}

AftResponse *
aft_phone_fixture_complain (AftPhoneFixture *fixture)
{
  static const char kid[] = "0123456789abcdef";
  g_autoptr (GError) error = NULL;
  const AftConsent consent = { .callback = TRUE,
                               .text_version = "2026-11",
                               .given_ms = aft_clock_get_real_ms (fixture->house.clock) };
  AftResponseBuilder *builder = aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                        AFT_RESPONSE_COMPLAINT, NULL);
  aft_response_builder_take_seal (builder, aft_sealed_part_new (AFT_SEALED_WORDS, kid, "AAAA"));
  aft_response_builder_take_seal (builder, aft_sealed_part_new (AFT_SEALED_CONTACT, kid, "AAAA"));
  aft_response_builder_set_consent (builder, &consent);
  AftResponse *response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  return response;
}

void
aft_phone_fixture_send (AftPhoneFixture *fixture, AftResponse *response)
{
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
}

char *
aft_phone_fixture_dup_token (AftPhoneFixture *fixture, const AftResponse *response)
{
  g_autoptr (GError) error = NULL;
  const AftId *id = &fixture->house.kiosk.id;
  g_autoptr (GPtrArray) devices = aft_house_store_list_devices_by_hint_sync (
      fixture->house.store, id->bytes + AFT_ID_BYTES - AFT_FOLLOW_UP_HINT_BYTES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (devices->len, ==, 1);
  const AftHouseDevice *held = devices->pdata[0];
  g_autoptr (AftDevice) device = aft_device_new (&held->id, held->link_key);
  return aft_follow_up_make (device, aft_response_get_id (response));
}

char *
aft_phone_fixture_dup_path (const char *token, const char *below)
{
  return g_strconcat ("/f/", token, below, "?l=en", NULL);
}

int
aft_phone_fixture_ask (AftPhoneFixture *fixture, const char *target, const char *form)
{
  gsize length = 0;
  g_clear_pointer (&fixture->reply, aft_http_reply_unref);
  fixture->reply = aft_browser_ask (&fixture->browser, target, form);
  const char *bytes = g_bytes_get_data (aft_http_reply_get_body (fixture->reply), &length);
  g_free (fixture->body);
  fixture->body = g_strndup (bytes != NULL ? bytes : "", length);
  fixture->status = aft_http_reply_get_status (fixture->reply);
  return fixture->status;
}

int
aft_phone_fixture_open (AftPhoneFixture *fixture, const char *token, const char *below)
{
  g_autofree char *path = aft_phone_fixture_dup_path (token, below);
  return aft_phone_fixture_ask (fixture, path, NULL);
}

char *
aft_phone_fixture_dup_whole (AftPhoneFixture *fixture)
{
  GString *whole = g_string_new (NULL);
  const char *name = NULL;
  const char *value = NULL;
  g_string_append_printf (whole, "%d %s\n", fixture->status,
                          aft_http_reply_get_content_type (fixture->reply));
  for (gsize i = 0; aft_http_reply_get_header_at (fixture->reply, i, &name, &value); i++)
    g_string_append_printf (whole, "%s: %s\n", name, value);
  g_string_append (whole, fixture->body);
  return g_string_free (whole, FALSE);
}

void
aft_phone_fixture_assert_says (AftPhoneFixture *fixture, const char *text)
{
  if (strstr (fixture->body, text) == NULL)
    g_error ("\"%s\" is not on the page:\n%s", text, fixture->body);
}

void
aft_phone_fixture_assert_silent (AftPhoneFixture *fixture, const char *text)
{
  if (strstr (fixture->body, text) != NULL)
    g_error ("\"%s\" is on the page:\n%s", text, fixture->body);
}
