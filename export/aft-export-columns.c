/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns with their texts and labels in one place, as they come from several definitions one after
 * the other. What is put into them is not known here. */
#include "aft-export-columns.h"

#include <string.h>

struct _AftExportColumns
{
  GArray *columns;     /* AftColumn */
  GPtrArray *labels;   /* of each: GArray of AftColumnLabel */
  GHashTable *names;   /* taken ones */
  GStringChunk *texts; /* everything that is borrowed */
};

AftExportColumns *
aft_export_columns_new (void)
{
  AftExportColumns *columns = g_new0 (AftExportColumns, 1);
  columns->columns = g_array_new (FALSE, FALSE, sizeof (AftColumn));
  columns->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  columns->names = g_hash_table_new (g_str_hash, g_str_equal);
  columns->texts = g_string_chunk_new (4096);
  return columns;
}

void
aft_export_columns_free (AftExportColumns *columns)
{
  if (columns == NULL)
    return;
  g_array_unref (columns->columns);
  g_ptr_array_unref (columns->labels);
  g_hash_table_unref (columns->names);
  g_string_chunk_free (columns->texts);
  g_free (columns);
}

static const char *
keep (AftExportColumns *columns, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (columns->texts, text) : NULL;
}

static const char *
keep_name (AftExportColumns *columns, const char *name)
{
  g_autofree char *free_name = g_strdup (name);
  for (guint i = 2; g_hash_table_contains (columns->names, free_name); i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%s-%u", name, i);
    }
  const char *kept = keep (columns, free_name);
  g_hash_table_add (columns->names, (gpointer) kept);
  return kept;
}

gsize
aft_export_columns_add (AftExportColumns *columns, const AftColumn *column)
{
  AftColumn own = *column;
  own.name = keep_name (columns, column->name);
  own.label = keep (columns, column->label);
  own.labels = NULL;
  own.n_labels = 0;
  g_array_append_val (columns->columns, own);
  g_ptr_array_add (columns->labels, g_array_new (FALSE, FALSE, sizeof (AftColumnLabel)));
  return columns->columns->len - 1;
}

void
aft_export_columns_change (AftExportColumns *columns, gsize index, const AftColumn *column)
{
  AftColumn *own = &g_array_index (columns->columns, AftColumn, index);
  own->type = column->type;
  own->most = MAX (own->most, column->most);
  if (column->label != NULL)
    own->label = keep (columns, column->label);
}

void
aft_export_columns_add_label (AftExportColumns *columns,
                              gsize index,
                              const char *value,
                              const char *label)
{
  GArray *labels = columns->labels->pdata[index];
  const AftColumnLabel added = { keep (columns, value), keep (columns, label) };
  if (label == NULL || *label == '\0')
    return;
  for (guint i = 0; i < labels->len; i++)
    {
      AftColumnLabel *known = &g_array_index (labels, AftColumnLabel, i);
      if (g_str_equal (known->value, value))
        {
          known->label = added.label;
          return;
        }
    }
  g_array_append_val (labels, added);
}

const AftColumn *
aft_export_columns_get (AftExportColumns *columns, gsize *ret_count)
{
  for (guint i = 0; i < columns->columns->len; i++)
    {
      AftColumn *column = &g_array_index (columns->columns, AftColumn, i);
      const GArray *labels = columns->labels->pdata[i];
      column->labels = (const AftColumnLabel *) (void *) labels->data;
      column->n_labels = labels->len;
    }
  *ret_count = columns->columns->len;
  return (const AftColumn *) (void *) columns->columns->data;
}
