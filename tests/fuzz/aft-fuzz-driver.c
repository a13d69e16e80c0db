/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs one fuzz target without libFuzzer: over each file of its corpus, then over mutations of them
 * that follow from a fixed seed, so that a run is the same everywhere.
 *
 *   fuzz-NAME CORPUS-FOLDER [MUTATIONS]
 *
 * The input at hand stands in the file fuzz-NAME.input beside the program; after a crash it holds
 * the culprit. It looks for no new paths as libFuzzer does; for that, by hand:
 *   clang -fsanitize=fuzzer,address,undefined fuzz-NAME.c … */
#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "aft-fuzz.h"
#include "aft-seeded-random.h"

#define SEED              20260314
#define DEFAULT_MUTATIONS 4000
#define MOST_INPUT_BYTES  32768
#define MOST_STEPS        5
/* Of the processor, for one input: far more than any needs, far less than one that runs away. */
#define MOST_SECONDS 10

typedef struct
{
  GPtrArray *inputs; /* of GBytes */
  guint8 *shown;     /* the file fuzz-NAME.input, mapped */
  guint mutations;
  AftRandom *random;
} Driver;

typedef struct
{
  Driver *driver;
  GBytes *input;
} CorpusCase;

/* In a block of its own length, so that a sanitizer sees a step beyond its end. */
static void
feed (Driver *driver, const guint8 *data, gsize size)
{
  gsize shown = MIN (size, MOST_INPUT_BYTES);
  g_autofree guint8 *exact = g_malloc (MAX (size, 1));
  guint64 length = shown;
  clock_t started;

  memcpy (driver->shown, &length, sizeof length);
  if (size > 0)
    {
      memcpy (driver->shown + sizeof length, data, shown);
      memcpy (exact, data, size);
    }
  started = clock ();
  g_assert_cmpint (LLVMFuzzerTestOneInput (exact, size), ==, 0);
  g_assert_cmpint ((clock () - started) / CLOCKS_PER_SEC, <, MOST_SECONDS);
}

static gsize
choose (Driver *driver, gsize limit)
{
  return (gsize) aft_seeded_random_below (driver->random, limit);
}

static const GBytes *
choose_input (Driver *driver)
{
  return g_ptr_array_index (driver->inputs, choose (driver, driver->inputs->len));
}

static void
change_byte (Driver *driver, GByteArray *data)
{
  /* Bytes that mean something to the grammars, and their borders. */
  static const guint8 telling[] = "{}[]()\"'\\,:;.=<>!&|+-*/%0159eEnu \n\t#$@?^\x7f\xc3\xed\xff";
  gsize place = choose (driver, data->len);

  if (choose (driver, 2) == 0)
    data->data[place] ^= (guint8) (1u << choose (driver, 8));
  else
    data->data[place] = telling[choose (driver, sizeof telling)];
}

static void
insert_bytes (GByteArray *data, gsize place, const guint8 *bytes, gsize count)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, count);
  gsize behind = data->len - place;

  if (data->len + count > MOST_INPUT_BYTES)
    return;
  g_byte_array_set_size (data, data->len + (guint) count);
  memmove (data->data + place + count, data->data + place, behind);
  memcpy (data->data + place, copy, count);
}

/* The same piece many times over: what recursion and repetition are tried with. */
static void
repeat_piece (Driver *driver, GByteArray *data)
{
  gsize place = choose (driver, data->len);
  gsize length = 1 + choose (driver, MIN (data->len - place, 8));
  gsize times = choose (driver, 16) == 0 ? 2000 : 1 + choose (driver, 8);

  for (gsize i = 0; i < times; i++)
    insert_bytes (data, place, data->data + place, length);
}

static void
mix_in (Driver *driver, GByteArray *data)
{
  gsize size;
  const guint8 *other = g_bytes_get_data ((GBytes *) choose_input (driver), &size);
  gsize from = size > 0 ? choose (driver, size) : 0;

  if (size > 0)
    insert_bytes (data, choose (driver, data->len + 1), other + from,
                  1 + choose (driver, size - from));
}

static void
remove_piece (Driver *driver, GByteArray *data)
{
  guint place = (guint) choose (driver, data->len);

  g_byte_array_remove_range (data, place, 1 + (guint) choose (driver, data->len - place));
}

static void
mutate (Driver *driver, GByteArray *data)
{
  if (data->len == 0)
    {
      mix_in (driver, data);
      return;
    }
  switch (choose (driver, 8))
    {
    case 0:
      remove_piece (driver, data);
      break;
    case 1:
      mix_in (driver, data);
      break;
    case 2:
      repeat_piece (driver, data);
      break;
    default:
      change_byte (driver, data);
    }
}

static void
test_corpus_file (gconstpointer data)
{
  const CorpusCase *corpus_case = data;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (corpus_case->input, &size);

  feed (corpus_case->driver, bytes, size);
}

static void
test_mutations (gconstpointer data)
{
  Driver *driver = (Driver *) data;

  for (guint i = 0; i < driver->mutations; i++)
    {
      gsize size;
      const guint8 *bytes = g_bytes_get_data ((GBytes *) choose_input (driver), &size);
      g_autoptr (GByteArray) mutated = g_byte_array_new ();
      gsize steps = 1 + choose (driver, MOST_STEPS);

      g_byte_array_append (mutated, bytes, (guint) MIN (size, MOST_INPUT_BYTES));
      for (gsize step = 0; step < steps; step++)
        mutate (driver, mutated);
      feed (driver, mutated->data, mutated->len);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* In the order of their names, on which the mutations depend. */
static GPtrArray *
list_files (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
add_corpus_case (Driver *driver, const char *target, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *test_path = g_strdup_printf ("/%s/corpus/%s", target, name);
  g_autoptr (GError) error = NULL;
  CorpusCase *corpus_case = g_new0 (CorpusCase, 1);
  char *content;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  corpus_case->driver = driver;
  corpus_case->input = g_bytes_new_take (content, length);
  g_ptr_array_add (driver->inputs, corpus_case->input);
  g_test_add_data_func_full (test_path, corpus_case, test_corpus_file, g_free);
}

static guint8 *
map_shown_input (const char *program)
{
  g_autofree char *path = g_strconcat (program, ".input", NULL);
  gsize size = sizeof (guint64) + MOST_INPUT_BYTES;
  int file = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  void *mapped;

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (ftruncate (file, (off_t) size), ==, 0);
  mapped = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  g_assert_true (mapped != MAP_FAILED);
  close (file);
  return mapped;
}

int
main (int argc, char **argv)
{
  g_autofree char *target = g_path_get_basename (argv[0]);
  g_autofree char *mutations_path = g_strdup_printf ("/%s/mutations", target);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (AftRandom) random = aft_seeded_random_new (SEED);
  Driver driver = { .random = random, .mutations = DEFAULT_MUTATIONS };
  int result;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  if (argc > 2)
    driver.mutations = (guint) strtoul (argv[2], NULL, 10);
  driver.inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  driver.shown = map_shown_input (argv[0]);
  names = list_files (argv[1]);
  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    add_corpus_case (&driver, target, argv[1], g_ptr_array_index (names, i));
  g_test_add_data_func (mutations_path, &driver, test_mutations);
  result = g_test_run ();
  g_ptr_array_unref (driver.inputs);
  munmap (driver.shown, sizeof (guint64) + MOST_INPUT_BYTES);
  return result;
}
