/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a one-line field. GtkEntryBuffer itself overwrites its memory when it grows, shrinks
 * or goes; this class adds the survey's length limit (its own "max-length" counts characters, not
 * UTF-16 units) and the folding of full-width digits. */
#include "aft-private-buffer.h"

#include "aft-secret.h"
#include "aft-utf16.h"

struct _AftPrivateBuffer
{
  GtkEntryBuffer parent_instance;
  gsize maximum_units;
  gboolean is_narrowed;
};

G_DEFINE_FINAL_TYPE (AftPrivateBuffer, aft_private_buffer, GTK_TYPE_ENTRY_BUFFER)

/* Full-width forms stand in one block, in the order of ASCII: U+FF01 is '!'. */
#define FULL_WIDTH_FIRST  0xFF01
#define FULL_WIDTH_LAST   0xFF5E
#define FULL_WIDTH_OFFSET (FULL_WIDTH_FIRST - '!')

guint
aft_private_buffer_count_fitting (const char *text, guint characters, gsize units)
{
  gsize used = 0;
  for (guint i = 0; i < characters; i++)
    {
      used += g_utf8_get_char (text) > 0xFFFF ? 2 : 1;
      if (used > units)
        return i;
      text = g_utf8_next_char (text);
    }
  return characters;
}

static char *
dup_narrow (const char *text, guint characters)
{
  GString *narrow = g_string_sized_new ((gsize) characters * 4);
  for (guint i = 0; i < characters; i++)
    {
      gunichar sign = g_utf8_get_char (text);
      gboolean is_wide = sign >= FULL_WIDTH_FIRST && sign <= FULL_WIDTH_LAST;
      g_string_append_unichar (narrow, is_wide ? sign - FULL_WIDTH_OFFSET : sign);
      text = g_utf8_next_char (text);
    }
  return g_string_free (narrow, FALSE);
}

static guint
aft_private_buffer_insert_text (GtkEntryBuffer *buffer,
                                guint position,
                                const char *characters,
                                guint count)
{
  AftPrivateBuffer *self = AFT_PRIVATE_BUFFER (buffer);
  GtkEntryBufferClass *parent_class = GTK_ENTRY_BUFFER_CLASS (aft_private_buffer_parent_class);
  if (self->maximum_units > 0)
    {
      gsize used = aft_utf16_length (gtk_entry_buffer_get_text (buffer));
      gsize left = used < self->maximum_units ? self->maximum_units - used : 0;
      count = aft_private_buffer_count_fitting (characters, count, left);
    }
  if (count == 0 || !self->is_narrowed)
    return parent_class->insert_text (buffer, position, characters, count);
  g_autoptr (AftSecretText) narrow = dup_narrow (characters, count);
  return parent_class->insert_text (buffer, position, narrow, count);
}

GtkEntryBuffer *
aft_private_buffer_new (void)
{
  return g_object_new (AFT_TYPE_PRIVATE_BUFFER, NULL);
}

void
aft_private_buffer_set_maximum_units (AftPrivateBuffer *self, gsize units)
{
  g_return_if_fail (AFT_IS_PRIVATE_BUFFER (self));
  self->maximum_units = units;
}

void
aft_private_buffer_set_is_narrowed (AftPrivateBuffer *self, gboolean is_narrowed)
{
  g_return_if_fail (AFT_IS_PRIVATE_BUFFER (self));
  self->is_narrowed = is_narrowed;
}

static void
aft_private_buffer_class_init (AftPrivateBufferClass *klass)
{
  GTK_ENTRY_BUFFER_CLASS (klass)->insert_text = aft_private_buffer_insert_text;
}

static void
aft_private_buffer_init (AftPrivateBuffer *self)
{
}
