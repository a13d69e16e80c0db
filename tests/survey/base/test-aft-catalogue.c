/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiled catalogues: what a well-formed one says in each language, and that no damaged one is
 * taken. They are written here byte by byte, in both byte orders. */
#include "aft-catalogue.h"

#include <string.h>

#include "aft-error.h"
#include "aft-temp-dir.h"

#define MAGIC        0x950412deu
#define HEADER_BYTES 28u

typedef struct
{
  const char *original;
  gsize original_bytes;
  const char *translation;
  gsize translation_bytes;
} Text;

#define TEXT(original, translation)                                                                \
  {                                                                                                \
    original, sizeof (original) - 1, translation, sizeof (translation) - 1                         \
  }

static const Text chinese[] = {
  TEXT ("", "Content-Type: text/plain; charset=UTF-8\n"),
  TEXT ("%u case\0%u cases", "%u 个投诉"),
  TEXT ("Open", "打开"),
  TEXT ("cases\004Open", "未结"),
  TEXT ("Untranslated", ""),
};
static const Text english[] = { TEXT ("%u case\0%u cases", "%u case\0%u cases") };

static void
append_number (GByteArray *file, guint32 number, gboolean is_swapped)
{
  guint32 written = is_swapped ? GUINT32_SWAP_LE_BE (number) : number;

  g_byte_array_append (file, (const guint8 *) &written, sizeof written);
}

static void
append_entries (GByteArray *file,
                const Text *texts,
                guint count,
                guint32 *place,
                gboolean is_swapped)
{
  for (guint i = 0; i < 2 * count; i++)
    {
      gsize length = i < count ? texts[i].original_bytes : texts[i - count].translation_bytes;

      append_number (file, (guint32) length, is_swapped);
      append_number (file, *place, is_swapped);
      *place += (guint32) length + 1;
    }
}

static GByteArray *
write_catalogue (const Text *texts, guint count, gboolean is_swapped)
{
  GByteArray *file = g_byte_array_new ();
  const guint32 header[]
      = { MAGIC, 0, count, HEADER_BYTES, HEADER_BYTES + 8 * count, 0, HEADER_BYTES + 16 * count };
  guint32 place = HEADER_BYTES + 16 * count;

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    append_number (file, header[i], is_swapped);
  append_entries (file, texts, count, &place, is_swapped);
  for (guint i = 0; i < count; i++)
    g_byte_array_append (file, (const guint8 *) texts[i].original,
                         (guint) texts[i].original_bytes + 1);
  for (guint i = 0; i < count; i++)
    g_byte_array_append (file, (const guint8 *) texts[i].translation,
                         (guint) texts[i].translation_bytes + 1);
  return file;
}

static AftCatalogue *
read_one (GByteArray *file, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new (file->data, file->len);
  GBytes *const contents[AFT_LANGUAGES] = { [AFT_LANGUAGE_ZH_CN] = content };

  return aft_catalogue_new (contents, error);
}

static void
test_says_texts (gconstpointer data)
{
  g_autoptr (GByteArray) file
      = write_catalogue (chinese, G_N_ELEMENTS (chinese), GPOINTER_TO_INT (data));
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = read_one (file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_CN, "Open"), ==, "打开");
  g_assert_cmpstr (aft_catalogue_get_context (catalogue, AFT_LANGUAGE_ZH_CN, "cases", "Open"), ==,
                   "未结");
  g_assert_cmpstr (aft_catalogue_get_context (catalogue, AFT_LANGUAGE_ZH_CN, "doors", "Open"), ==,
                   "Open");
}

static void
test_untranslated_stays (void)
{
  g_autoptr (GByteArray) file = write_catalogue (chinese, G_N_ELEMENTS (chinese), FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = read_one (file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_CN, "Untranslated"), ==,
                   "Untranslated");
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_CN, "Closed"), ==, "Closed");
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_EN, "Open"), ==, "Open");
  /* The head of the catalogue is no translation of nothing. */
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_CN, ""), ==, "");
}

static const char *
count_cases (AftCatalogue *catalogue, AftLanguage language, guint count)
{
  return aft_catalogue_get_plural (catalogue, language, "%u case", "%u cases", count);
}

static void
test_forms_follow_count (void)
{
  g_autoptr (GByteArray) zh = write_catalogue (chinese, G_N_ELEMENTS (chinese), FALSE);
  g_autoptr (GByteArray) en = write_catalogue (english, G_N_ELEMENTS (english), FALSE);
  g_autoptr (GBytes) zh_content = g_bytes_new (zh->data, zh->len);
  g_autoptr (GBytes) en_content = g_bytes_new (en->data, en->len);
  GBytes *const contents[AFT_LANGUAGES]
      = { [AFT_LANGUAGE_ZH_CN] = zh_content, [AFT_LANGUAGE_EN] = en_content };
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = aft_catalogue_new (contents, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_ZH_CN, 1), ==, "%u 个投诉");
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_ZH_CN, 2), ==, "%u 个投诉");
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_EN, 1), ==, "%u case");
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_EN, 0), ==, "%u cases");
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_ZH_TW, 1), ==, "%u case");
  g_assert_cmpstr (count_cases (catalogue, AFT_LANGUAGE_ZH_TW, 5), ==, "%u cases");
}

static void
assert_refused (GByteArray *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = read_one (file, &error);

  g_assert_null (catalogue);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

static void
test_cut_is_refused (void)
{
  g_autoptr (GByteArray) file = write_catalogue (chinese, G_N_ELEMENTS (chinese), FALSE);

  while (file->len > 0)
    {
      g_byte_array_set_size (file, file->len - 1);
      assert_refused (file);
    }
}

static void
test_lies_are_refused (void)
{
  /* Place of a number in the file, and what it says. */
  static const guint32 lies[][2] = {
    { 0, 0x950412dfu },               /* the magic */
    { 4, 2u << 16 },                  /* the revision */
    { 8, 20001 },                     /* more texts than are taken */
    { 8, G_MAXUINT32 },               /* and as many as there are numbers */
    { 12, G_MAXUINT32 },              /* the tables */
    { 16, 0xfffffff8u },              /* where count * 8 goes round */
    { HEADER_BYTES, G_MAXUINT32 },    /* the length of a text */
    { HEADER_BYTES, 1 },              /* not ended by a NUL */
    { HEADER_BYTES + 4, G_MAXUINT32 } /* the place of a text */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GByteArray) file = write_catalogue (chinese, G_N_ELEMENTS (chinese), FALSE);

      memcpy (file->data + lies[i][0], &lies[i][1], sizeof lies[i][1]);
      assert_refused (file);
    }
}

static void
test_other_charset_is_refused (void)
{
  static const Text texts[] = { TEXT ("Open", "\xb4\xf2\xbf\xaa") };
  g_autoptr (GByteArray) file = write_catalogue (texts, 1, FALSE);

  assert_refused (file);
}

static void
write_file (const char *folder, const char *language, const void *content, gsize length)
{
  g_autofree char *inner = g_build_filename (folder, language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (inner, "aftertaste.mo", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_file_set_contents (path, content, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
test_folder_is_loaded (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autoptr (GByteArray) file = write_catalogue (chinese, G_N_ELEMENTS (chinese), FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = NULL;

  write_file (aft_temp_dir_get_path (folder), "zh_CN", file->data, file->len);
  catalogue = aft_catalogue_load (aft_temp_dir_get_path (folder), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_CN, "Open"), ==, "打开");
  g_assert_cmpstr (aft_catalogue_get (catalogue, AFT_LANGUAGE_ZH_TW, "Open"), ==, "Open");
}

static void
test_damaged_file_is_told (void)
{
  g_autoptr (AftTempDir) folder = aft_temp_dir_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AftCatalogue) catalogue = NULL;

  write_file (aft_temp_dir_get_path (folder), "zh_TW", "no catalogue", strlen ("no catalogue"));
  catalogue = aft_catalogue_load (aft_temp_dir_get_path (folder), &error);
  g_assert_null (catalogue);
  g_assert_error (error, AFT_ERROR, AFT_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/base/catalogue/says-its-texts", GINT_TO_POINTER (FALSE), test_says_texts);
  g_test_add_data_func ("/base/catalogue/other-byte-order-says-the-same", GINT_TO_POINTER (TRUE),
                        test_says_texts);
  g_test_add_func ("/base/catalogue/untranslated-text-stays", test_untranslated_stays);
  g_test_add_func ("/base/catalogue/forms-follow-the-count", test_forms_follow_count);
  g_test_add_func ("/base/catalogue/one-that-is-cut-is-refused", test_cut_is_refused);
  g_test_add_func ("/base/catalogue/places-outside-are-refused", test_lies_are_refused);
  g_test_add_func ("/base/catalogue/other-charset-is-refused", test_other_charset_is_refused);
  g_test_add_func ("/base/catalogue/folder-is-loaded-where-there", test_folder_is_loaded);
  g_test_add_func ("/base/catalogue/damaged-file-is-told", test_damaged_file_is_told);
  return g_test_run ();
}
