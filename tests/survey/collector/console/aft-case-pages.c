/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases for the tests of the console's pages: they come the way they come from kiosks. */
#include "aft-case-pages.h"

#include "aft-console-auth.h"
#include "aft-response-builder.h"

static AftHouseCase *
send (AftPageFixture *fixture, AftResponseBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftResponse) response = aft_response_builder_end (builder, &error);
  g_assert_no_error (error);
  AftHouseItem item = aft_house_kiosk_number (&fixture->house.kiosk, response);
  aft_house_assert_receipt (aft_house_fixture_send (&fixture->house, &item), AFT_HOUSE_STORED,
                            AFT_HOUSE_REASON_NONE);
  AftHouseCase *made = aft_house_store_get_case_of_sync (fixture->house.store,
                                                         aft_response_get_id (response), &error);
  g_assert_no_error (error);
  return made;
}

AftHouseCase *
aft_case_pages_complain (AftPageFixture *fixture)
{
  static const char kid[] = "0123456789abcdef";
  const AftConsent consent = { .callback = TRUE,
                               .text_version = "1",
                               .given_ms = aft_clock_get_real_ms (fixture->house.clock) };
  AftResponseBuilder *builder = aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                        AFT_RESPONSE_COMPLAINT, NULL);
  aft_response_builder_take_seal (builder, aft_sealed_part_new (AFT_SEALED_WORDS, kid, "AAAA"));
  aft_response_builder_take_seal (builder, aft_sealed_part_new (AFT_SEALED_CONTACT, kid, "AAAA"));
  aft_response_builder_set_consent (builder, &consent);
  return send (fixture, builder);
}

AftHouseCase *
aft_case_pages_call (AftPageFixture *fixture)
{
  return send (fixture, aft_sample_builder_new (fixture->house.clock, fixture->house.random,
                                                AFT_RESPONSE_CALL_STAFF, NULL));
}

AftHouseCase *
aft_case_pages_get (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autoptr (GError) error = NULL;
  AftHouseCase *now = aft_house_store_get_case_sync (fixture->house.store, &item->id, &error);
  g_assert_no_error (error);
  return now;
}

int
aft_case_pages_show (AftPageFixture *fixture, const AftHouseCase *item)
{
  g_autofree char *path = aft_page_fixture_dup_path ("/console/cases", &item->id, NULL);
  return aft_page_fixture_get (fixture, path);
}

char *
aft_case_pages_dup_event (AftPageFixture *fixture)
{
  AftId id = aft_id_generate (fixture->house.clock, fixture->house.random);
  g_autofree char *text = aft_id_to_text (&id);
  return g_strconcat ("event=", text, NULL);
}

int
aft_case_pages_send (AftPageFixture *fixture,
                     const AftHouseCase *item,
                     const char *act,
                     const char *form)
{
  g_autofree char *path = aft_page_fixture_dup_path ("/console/cases", &item->id, act);
  g_autofree char *whole
      = g_strconcat (AFT_CONSOLE_FORM_TOKEN "=", fixture->form_token, "&", form, NULL);
  return aft_page_fixture_post_raw (fixture, path, whole);
}

int
aft_case_pages_act (AftPageFixture *fixture,
                    const AftHouseCase *item,
                    const char *act,
                    const char *name,
                    const char *value)
{
  g_autofree char *event = aft_case_pages_dup_event (fixture);
  g_autofree char *encoded = value != NULL ? g_uri_escape_string (value, NULL, FALSE) : NULL;
  g_autofree char *form
      = name != NULL ? g_strconcat (event, "&", name, "=", encoded, NULL) : g_strdup (event);
  return aft_case_pages_send (fixture, item, act, form);
}
