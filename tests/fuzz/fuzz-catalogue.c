/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled catalogues, which come from a folder that anybody may have written: a damaged one is
 * refused, or says something for every text. */
#include <string.h>

#include "aft-catalogue.h"
#include "aft-error.h"
#include "aft-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const texts[] = { "", "Open", "%u case", "Untranslated", "a" };
  g_autoptr (GBytes) content = g_bytes_new (data, size);
  GBytes *const contents[AFT_LANGUAGES] = { content, NULL, content };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);

  if (catalogue == NULL)
    {
      g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int language = 0; language < AFT_LANGUAGES; language++)
      {
        AftLanguage in = (AftLanguage) language;
        const char *said[] = { aft_catalogue_get (catalogue, in, texts[i]),
                               aft_catalogue_get_context (catalogue, in, "cases", texts[i]),
                               aft_catalogue_get_plural (catalogue, in, texts[i], "%u cases", 2) };

        for (gsize j = 0; j < G_N_ELEMENTS (said); j++)
          g_assert_true (g_utf8_validate (said[j], -1, NULL));
      }
  return 0;
}
