/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The faces of what is printed, cut down to its letters before Cairo sees them. Cairo 1.16 would do
 * that itself, but miscounts the hints of letters that share parts of their outlines: some Chinese
 * letters are then missing on paper, or all of a font is embedded. In these faces nothing is shared
 * and there are no hints (harfbuzz-subset: desubroutinised). They are files of this process, in a
 * folder that goes with them, under names that no other font has. */
#include "aft-paper-fonts-private.h"

#include <fontconfig/fontconfig.h>
#include <glib/gstdio.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "aft-error.h"

struct _AftPaperFonts
{
  char *folder;
  GPtrArray *files;
};

typedef struct
{
  const char *family;
  int weight; /* of fontconfig */
} Face;

#define FACES 3 /* of a script */

static const Face simplified[FACES] = { { "Noto Sans CJK SC", FC_WEIGHT_REGULAR },
                                        { "Noto Sans CJK SC", FC_WEIGHT_BOLD },
                                        { "Noto Serif CJK SC", FC_WEIGHT_BOLD } };
static const Face traditional[FACES] = { { "Noto Sans CJK TC", FC_WEIGHT_REGULAR },
                                         { "Noto Sans CJK TC", FC_WEIGHT_BOLD },
                                         { "Noto Serif CJK TC", FC_WEIGHT_BOLD } };

/* -- letters -----------------------------------------------------------------------------------
 */

static void
add_text (hb_set_t *letters, const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    hb_set_add (letters, g_utf8_get_char (text));
}

/* As it is written and composed: HarfBuzz asks for "é" where "e" and its accent stand. */
static void
add_written (hb_set_t *letters, const char *text)
{
  g_autofree char *composed = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_NFC) : NULL;

  add_text (letters, text);
  add_text (letters, composed);
}

static hb_set_t *
collect_letters (const GPtrArray *texts)
{
  hb_set_t *letters = hb_set_create ();

  hb_set_add_range (letters, ' ', '~');
  add_text (letters, "…—");
  for (guint i = 0; i < texts->len; i++)
    add_written (letters, texts->pdata[i]);
  return letters;
}

/* -- faces -------------------------------------------------------------------------------------
 */

/* The face that fontconfig has by that name; NULL: it has none. */
static hb_face_t *
find_face (const Face *wanted)
{
  FcResult result;
  FcChar8 *file = NULL;
  FcChar8 *family = NULL;
  int index = 0;
  hb_face_t *face = NULL;
  FcPattern *pattern
      = FcPatternBuild (NULL, FC_FAMILY, FcTypeString, (const FcChar8 *) wanted->family, FC_WEIGHT,
                        FcTypeInteger, wanted->weight, NULL);

  FcConfigSubstitute (NULL, pattern, FcMatchPattern);
  FcDefaultSubstitute (pattern);
  FcPattern *match = FcFontMatch (NULL, pattern, &result);
  if (match != NULL && FcPatternGetString (match, FC_FILE, 0, &file) == FcResultMatch
      && FcPatternGetString (match, FC_FAMILY, 0, &family) == FcResultMatch
      && g_str_equal (family, wanted->family))
    {
      FcPatternGetInteger (match, FC_INDEX, 0, &index);
      hb_blob_t *blob = hb_blob_create_from_file ((const char *) file);
      face = hb_face_create (blob, (unsigned int) index);
      hb_blob_destroy (blob);
    }
  g_clear_pointer (&match, FcPatternDestroy);
  FcPatternDestroy (pattern);
  return face;
}

/* "Noto S…" becomes "Afte S…" wherever a font's names are written, in UTF-16. */
static void
rename_family (char *bytes, gsize length)
{
  static const char old[] = "\0N\0o\0t\0o\0 \0S";
  static const char new[] = "\0A\0f\0t\0e";

  for (gsize i = 0; i + sizeof old - 1 <= length; i++)
    if (memcmp (bytes + i, old, sizeof old - 1) == 0)
      memcpy (bytes + i, new, sizeof new - 1);
}

/* NULL: harfbuzz cannot, and the whole face has to do. */
static GBytes *
cut_face (hb_face_t *face, const hb_set_t *letters)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  GBytes *bytes = NULL;

  if (input == NULL)
    return NULL;
  hb_set_union (hb_subset_input_unicode_set (input), letters);
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING);
  hb_face_t *cut = hb_subset_or_fail (face, input);
  if (cut != NULL)
    {
      hb_blob_t *blob = hb_face_reference_blob (cut);
      unsigned int length = 0;
      const char *data = hb_blob_get_data (blob, &length);
      char *copy = g_memdup2 (data, length);
      rename_family (copy, length);
      bytes = g_bytes_new_take (copy, length);
      hb_blob_destroy (blob);
      hb_face_destroy (cut);
    }
  hb_subset_input_destroy (input);
  return bytes;
}

static gboolean
add_face (AftPaperFonts *fonts, const Face *wanted, const hb_set_t *letters, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%u.otf", fonts->files->len);
  char *path = g_build_filename (fonts->folder, name, NULL);
  hb_face_t *face = find_face (wanted);
  g_autoptr (GBytes) bytes = face != NULL ? cut_face (face, letters) : NULL;

  g_ptr_array_add (fonts->files, path);
  g_clear_pointer (&face, hb_face_destroy);
  if (bytes == NULL)
    return TRUE;
  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                            error))
    return FALSE;
  FcConfigAppFontAddFile (NULL, (const FcChar8 *) path);
  return TRUE;
}

/* Pango has to look anew; so has librsvg, which asks Pango's. */
static void
tell_pango (void)
{
  pango_fc_font_map_config_changed (PANGO_FC_FONT_MAP (pango_cairo_font_map_get_default ()));
}

static gboolean
add_script (AftPaperFonts *fonts, const Face *faces, const hb_set_t *letters, GError **error)
{
  for (guint i = 0; i < FACES; i++)
    if (!add_face (fonts, &faces[i], letters, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_faces (AftPaperFonts *fonts, guint languages, const hb_set_t *letters, GError **error)
{
  const guint others = languages & ~(1u << AFT_LANGUAGE_ZH_TW);

  fonts->folder = g_dir_make_tmp ("aftertaste-fonts-XXXXXX", error);
  return fonts->folder != NULL && (others == 0 || add_script (fonts, simplified, letters, error))
         && (others == languages || add_script (fonts, traditional, letters, error));
}

AftPaperFonts *
aft_paper_fonts_new (guint languages, const GPtrArray *texts, GError **error)
{
  g_autoptr (AftPaperFonts) fonts = g_new0 (AftPaperFonts, 1);
  g_autoptr (GError) reason = NULL;
  hb_set_t *letters = collect_letters (texts);

  fonts->files = g_ptr_array_new_with_free_func (g_free);
  gboolean is_added = add_faces (fonts, languages, letters, &reason);
  hb_set_destroy (letters);
  tell_pango ();
  if (is_added)
    return g_steal_pointer (&fonts);
  g_set_error (error, AFT_ERROR,
               g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? AFT_ERROR_FULL
                                                                          : AFT_ERROR_UNAVAILABLE,
               "The fonts could not be written: %s", reason->message);
  return NULL;
}

void
aft_paper_fonts_free (AftPaperFonts *fonts)
{
  if (fonts == NULL)
    return;
  FcConfigAppFontClear (NULL);
  tell_pango ();
  for (guint i = 0; i < fonts->files->len; i++)
    g_unlink (fonts->files->pdata[i]);
  if (fonts->folder != NULL)
    g_rmdir (fonts->folder);
  g_ptr_array_unref (fonts->files);
  g_free (fonts->folder);
  g_free (fonts);
}

const char *
aft_paper_fonts_get_family (AftLanguage language, gboolean is_serif)
{
  if (language == AFT_LANGUAGE_ZH_TW)
    return is_serif ? "Afte Serif CJK TC, Noto Serif CJK TC, serif"
                    : "Afte Sans CJK TC, Noto Sans CJK TC, sans-serif";
  return is_serif ? "Afte Serif CJK SC, Noto Serif CJK SC, serif"
                  : "Afte Sans CJK SC, Noto Sans CJK SC, sans-serif";
}

char *
aft_paper_fonts_dup_chart (const char *svg)
{
  g_autoptr (GString) chart = g_string_new (svg);

  g_string_replace (chart, "\"Noto Sans, ", "\"", 0);
  g_string_replace (chart, "\"Noto Sans CJK ", "\"Afte Sans CJK ", 0);
  return g_string_free (g_steal_pointer (&chart), FALSE);
}
