/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cards: a restaurant's cards for its tables, as a PDF to print. The codes are made by the
 * collector (venue codes, or the console); here they are only read. */
#include <glib/gi18n.h>

#include "aft-card-sheet.h"
#include "aft-error.h"
#include "aft-export-options.h"
#include "aft-export.h"
#include "aft-house-store-phones.h"
#include "aft-table-list.h"

#define FAILED 1

/* Everything that the sheet borrows. */
typedef struct
{
  AftExportHouse *house;
  AftVenue *venue;
  GPtrArray *codes;     /* AftHouseCode, of the whole restaurant */
  GPtrArray *addresses; /* one a card */
  GArray *cards;        /* AftCard */
  AftCardText texts[AFT_LANGUAGES];
  guint n_texts;
} Cards;

static void
cards_clear (Cards *cards)
{
  g_clear_pointer (&cards->cards, g_array_unref);
  g_clear_pointer (&cards->addresses, g_ptr_array_unref);
  g_clear_pointer (&cards->codes, g_ptr_array_unref);
  g_clear_pointer (&cards->venue, aft_venue_unref);
  g_clear_pointer (&cards->house, aft_export_house_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cards, cards_clear)

/* -- words -------------------------------------------------------------------------------------
 */

static const AftValue *
get_names (const Cards *cards)
{
  return aft_value_get_member (aft_venue_get_texts (cards->venue), "names");
}

static void
add_text (Cards *cards, AftLanguage language)
{
  const AftCatalogue *catalogue = cards->house->catalogue;
  const char *name
      = aft_value_get_member_string (get_names (cards), aft_language_get_tag (language), NULL);
  if (name == NULL && cards->n_texts == 0)
    name = aft_venue_get_name (cards->venue);
  cards->texts[cards->n_texts++] = (AftCardText){
    .language = language,
    .name = name,
    .invitation
    = aft_catalogue_get (catalogue, language, N_ ("How was your meal? Scan the code and tell us.")),
    .table_label = aft_catalogue_get_context (catalogue, language, "card", NC_ ("card", "Table")),
  };
}

/* The house's language, then those that the restaurant has a name in; where it has none, English.
 */
static gboolean
choose_texts (Cards *cards, GError **error)
{
  const AftValue *names = get_names (cards);
  g_autoptr (AftHouse) house = aft_house_store_get_house_sync (cards->house->store, error);
  if (house == NULL)
    return FALSE;
  add_text (cards, house->language);
  for (AftLanguage i = 0; i < AFT_LANGUAGES; i++)
    {
      gboolean is_spoken = aft_value_get_length (names) > 0
                               ? aft_value_get_member (names, aft_language_get_tag (i)) != NULL
                               : i == AFT_LANGUAGE_EN;
      if (is_spoken && i != house->language)
        add_text (cards, i);
    }
  return TRUE;
}

/* -- codes -------------------------------------------------------------------------------------
 */

static void
add_card (Cards *cards, const AftHouseCode *code)
{
  char *address = g_strdup_printf ("%s/s/%s", cards->house->public_address, code->code);
  const AftCard card = { .table = code->table, .address = address };
  g_ptr_array_add (cards->addresses, address);
  g_array_append_val (cards->cards, card);
}

static const AftHouseCode *
find_code (const Cards *cards, const char *table)
{
  for (guint i = 0; i < cards->codes->len; i++)
    {
      const AftHouseCode *code = cards->codes->pdata[i];
      if (code->revoked_ms == 0 && g_strcmp0 (code->table, table) == 0)
        return code;
    }
  return NULL;
}

static gboolean
add_tables (Cards *cards, const char *list, GError **error)
{
  g_auto (GStrv) tables = aft_table_list_parse (list, error);
  if (tables == NULL)
    return FALSE;
  for (guint i = 0; tables[i] != NULL; i++)
    {
      const AftHouseCode *code = find_code (cards, tables[i]);
      if (code == NULL)
        {
          g_set_error (error, AFT_ERROR, AFT_ERROR_NOT_FOUND,
                       "Table %s has no code: aftertaste-collector venue codes --tables makes one",
                       tables[i]);
          return FALSE;
        }
      add_card (cards, code);
    }
  return TRUE;
}

static void
add_all (Cards *cards)
{
  for (guint i = 0; i < cards->codes->len; i++)
    {
      const AftHouseCode *code = cards->codes->pdata[i];
      if (code->revoked_ms == 0)
        add_card (cards, code);
    }
}

/* @tables NULL: all there are. */
static gboolean
choose_cards (Cards *cards, const char *tables, GError **error)
{
  if (cards->house->public_address == NULL)
    {
      g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID,
                           "Phones need an address: set public-address in the collector's [house], "
                           "or give --public-address");
      return FALSE;
    }
  cards->codes = aft_house_store_list_codes_sync (cards->house->store,
                                                  aft_venue_get_id (cards->venue), error);
  if (cards->codes == NULL || (tables != NULL && !add_tables (cards, tables, error)))
    return FALSE;
  if (tables == NULL)
    add_all (cards);
  if (cards->cards->len > 0)
    return TRUE;
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_NOT_FOUND,
                       "There are no codes: aftertaste-collector venue codes makes them");
  return FALSE;
}

/* -- the sheet ---------------------------------------------------------------------------------
 */

typedef struct
{
  AftExportPlace place;
  const char *venue;
  const char *tables;
  const char *output;
} Wish;

static GBytes *
make_pdf (Cards *cards, const Wish *wish, GError **error)
{
  cards->house = aft_export_house_open (&wish->place, error);
  if (cards->house == NULL)
    return NULL;
  cards->venue = aft_export_house_find_venue (cards->house, wish->venue, error);
  if (cards->venue == NULL || !choose_texts (cards, error)
      || !choose_cards (cards, wish->tables, error))
    return NULL;
  const AftCardSheet sheet = { .title = cards->texts[0].name,
                               .made_ms = aft_clock_get_real_ms (cards->house->clock),
                               .texts = cards->texts,
                               .n_texts = cards->n_texts,
                               .cards = (const AftCard *) (void *) cards->cards->data,
                               .n_cards = cards->cards->len };
  return aft_card_sheet_to_pdf (&sheet, error);
}

int
aft_export_cards (int count, char **words)
{
  Wish wish = { 0 };
  const AftExportOption options[] = {
    { .name = "--venue", .text = &wish.venue },
    { .name = "--tables", .text = &wish.tables },
    { .name = "--output", .text = &wish.output },
    { .name = "--data", .text = &wish.place.data },
    { .name = "--database", .text = &wish.place.database },
    { .name = "--config", .text = &wish.place.config },
    { .name = "--public-address", .text = &wish.place.public_address },
    { .name = NULL },
  };
  g_autoptr (GError) error = NULL;
  g_auto (Cards) cards = { .addresses = g_ptr_array_new_with_free_func (g_free),
                           .cards = g_array_new (FALSE, FALSE, sizeof (AftCard)) };
  if (!aft_export_read_options (count, words, options))
    return 2;
  g_autoptr (GBytes) bytes = make_pdf (&cards, &wish, &error);
  if (bytes == NULL)
    return aft_export_fail (FAILED, "%s", error->message);
  return aft_export_write (bytes, wish.output);
}
