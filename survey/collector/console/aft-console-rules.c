/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gets what a page judges and explains by: the house's rules and its venues' time. Both are read
 * anew for each page: they are small, and what is in force is what counts. */
#include "aft-console-rules.h"

#include "aft-console-frame.h"
#include "aft-error.h"
#include "aft-house-store-rules.h"
#include "aft-rule-document.h"

typedef gpointer (*Parse) (const char *text, gsize length_bytes, GError **error);

/* The house's own; NULL, and no error, where it has none that can be read: then the one that comes
 * with the programs holds, so that staff can go on. */
static gpointer
load_own (const AftPage *page, AftRuleDocument document, Parse parse, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AftHouseRules) own = aft_house_store_get_rules_sync (
      page->store, aft_rule_document_to_text (document), 0, &reason);

  if (own != NULL)
    return parse (own->text, strlen (own->text), NULL);
  if (!g_error_matches (reason, AFT_ERROR, AFT_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gpointer
load (const AftPage *page, AftRuleDocument document, Parse parse, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gpointer own = load_own (page, document, parse, &reason);

  if (own != NULL)
    return own;
  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  gsize length = 0;
  g_autoptr (GBytes) bytes = aft_rule_document_load_default (document, error);
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return text != NULL ? parse (text, length, error) : NULL;
}

static gpointer
parse_causes (const char *text, gsize length, GError **error)
{
  return aft_cause_list_parse (text, length, error);
}

static gpointer
parse_steps (const char *text, gsize length, GError **error)
{
  return aft_handling_steps_parse (text, length, error);
}

static gpointer
parse_treatment (const char *text, gsize length, GError **error)
{
  return aft_treatment_parse (text, length, error);
}

static gpointer
parse_risk (const char *text, gsize length, GError **error)
{
  return aft_risk_rules_parse (text, length, error);
}

static gpointer
parse_tiers (const char *text, gsize length, GError **error)
{
  return aft_tier_rules_parse (text, length, error);
}

AftTierRules *
aft_console_tiers_load (const AftPage *page, GError **error)
{
  return load (page, AFT_RULE_DOCUMENT_TIERS, parse_tiers, error);
}

AftConsoleRules *
aft_console_rules_load (const AftPage *page, GError **error)
{
  g_autoptr (AftConsoleRules) rules = g_new0 (AftConsoleRules, 1);

  rules->causes = load (page, AFT_RULE_DOCUMENT_CAUSES, parse_causes, error);
  if (rules->causes != NULL)
    rules->steps = load (page, AFT_RULE_DOCUMENT_STEPS, parse_steps, error);
  if (rules->steps != NULL)
    rules->treatment = load (page, AFT_RULE_DOCUMENT_TREATMENT, parse_treatment, error);
  if (rules->treatment != NULL)
    rules->risk = load (page, AFT_RULE_DOCUMENT_RISK, parse_risk, error);
  return rules->risk != NULL ? g_steal_pointer (&rules) : NULL;
}

void
aft_console_rules_free (AftConsoleRules *rules)
{
  if (rules == NULL)
    return;
  aft_cause_list_unref (rules->causes);
  aft_handling_steps_unref (rules->steps);
  aft_treatment_unref (rules->treatment);
  aft_risk_rules_unref (rules->risk);
  g_free (rules);
}

/* -- places ------------------------------------------------------------------------------------
 */

static void
place_free (gpointer data)
{
  AftPlace *place = data;

  aft_venue_unref (place->venue);
  g_time_zone_unref (place->zone);
  aft_opening_hours_free (place->hours);
  g_free (place);
}

/* Hours that cannot be read are none: always open. */
static AftPlace *
place_new (AftVenue *venue)
{
  AftPlace *place = g_new0 (AftPlace, 1);
  GTimeZone *zone = g_time_zone_new_identifier (aft_venue_get_zone (venue));

  place->venue = aft_venue_ref (venue);
  place->zone = zone != NULL ? zone : g_time_zone_new_utc ();
  place->hours = aft_opening_hours_new_from_value (aft_venue_get_hours (venue),
                                                   aft_venue_get_zone (venue), NULL);
  return place;
}

GPtrArray *
aft_places_load (const AftPage *page, GError **error)
{
  g_autoptr (GPtrArray) venues = aft_page_list_venues (page, error);
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (place_free);

  if (venues == NULL)
    return NULL;
  for (guint i = 0; i < venues->len; i++)
    g_ptr_array_add (places, place_new (venues->pdata[i]));
  return g_steal_pointer (&places);
}

const AftPlace *
aft_places_find (const GPtrArray *places, const AftId *venue_id)
{
  for (guint i = 0; i < places->len; i++)
    {
      const AftPlace *place = places->pdata[i];
      if (aft_id_equal (aft_venue_get_id (place->venue), venue_id))
        return place;
    }
  return NULL;
}

char *
aft_places_dup_names (const AftPage *page, const GPtrArray *places, const GArray *venue_ids)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++)
    {
      const AftPlace *place = places->pdata[i];
      if (aft_id_is_among (aft_venue_get_id (place->venue), venue_ids))
        g_string_append_printf (text, "%s%s", text->len > 0 ? aft_page_say (page, N_ (", ")) : "",
                                aft_venue_get_name (place->venue));
    }
  return g_string_free (text, FALSE);
}
