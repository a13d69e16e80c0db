/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a guest typed is nowhere in the process's memory once the session and its screens are freed.
 */

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#include "aft-play.h"
#include "aft-secret.h"

/* Larger mappings are a sanitizer's own. */
#define LARGEST_BYTES (256UL * 1024 * 1024)

/* The words are only ever put together here, so that no copy of them stands in the program. */
static char *
make_words (void)
{
  char *words = g_malloc (16);
  for (guint i = 0; i < 15; i++)
    words[i] = (char) ('A' + (i * 7 + 3) % 26);
  words[15] = '\0';
  return words;
}

static guint
count_in (const char *memory, gsize length, const char *words)
{
  guint count = 0;
  const char *at = memory;
  while ((at = memmem (at, length - (gsize) (at - memory), words, 15)) != NULL)
    {
      count++;
      at++;
    }
  return count;
}

#define CHUNK_BYTES (64 * 1024)

/* @window: a mapping of its own, shared so that the kernel joins it with no other. */
static guint
count_in_range (FILE *memory, gsize start, gsize end, char *window, const char *words)
{
  guint count = 0;
  for (gsize at = start; at < end; at += CHUNK_BYTES - 15)
    {
      gsize length = MIN (CHUNK_BYTES, end - at);
      if (fseeko (memory, (off_t) at, SEEK_SET) != 0 || fread (window, 1, length, memory) != length)
        break;
      count += count_in (window, length, words);
    }
  return count;
}

/* Writable memory of this process that holds the words; the needle itself counts. */
static guint
count_in_memory (const char *words)
{
  guint count = 0;
  char line[512];
  FILE *maps = fopen ("/proc/self/maps", "r");
  FILE *memory = fopen ("/proc/self/mem", "r");
  char *window
      = mmap (NULL, CHUNK_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (maps != NULL && memory != NULL && window != MAP_FAILED);
  setvbuf (memory, NULL, _IONBF, 0);
  while (fgets (line, sizeof line, maps) != NULL)
    {
      unsigned long start, end;
      char access[5];
      if (sscanf (line, "%lx-%lx %4s", &start, &end, access) == 3 && access[1] == 'w'
          && strstr (line, "[stack]") == NULL && end - start <= LARGEST_BYTES
          && !((gsize) window >= start && (gsize) window < end))
        count += count_in_range (memory, start, end, window, words);
    }
  munmap (window, CHUNK_BYTES);
  fclose (memory);
  fclose (maps);
  return count;
}

static void
visit (const char *words)
{
  g_autoptr (AftSession) session = aft_play_new_session (
      "{'storeOthersAsComment':false,'calculatedValues':[{'name':'k','expression':'{t} + {c}'}],"
      "'elements':[{'type':'comment','name':'t','title':'{t} {k}','validators':[{'type':'regex',"
      "'regex':'^x','text':'no: {t}'},{'type':'text','maxLength':3}]},{'type':'text','name':'d',"
      "'defaultValueExpression':'{t}'},{'type':'checkbox','name':'c','choices':['a'],"
      "'showOtherItem':true},{'type':'html','name':'h','html':'<p>{t}{c}</p>','visibleIf':"
      "'{t} contains {c}'}],'completedHtml':'{t}'}");
  g_autoptr (AftValue) text = aft_value_new_string (words);
  g_autoptr (AftValue) other = aft_value_new_string ("other");
  g_assert_true (aft_session_set (session, "t", text));
  g_assert_true (aft_session_tap (session, "c", other));
  g_assert_true (aft_session_comment (session, "c", words));
  g_assert_false (aft_session_complete (session));
  g_autoptr (AftScreen) screen = aft_session_dup_screen (session);
  g_autoptr (AftValue) data = aft_session_dup_data (session);
  g_assert_nonnull (screen);
  g_assert_nonnull (data);
  g_assert_true (aft_session_set_locale (session, "zh-cn"));
  g_assert_true (aft_session_clear (session, "c"));
}

static void
test_memory (void)
{
  g_autoptr (AftSecretText) words = make_words ();
  guint before = count_in_memory (words);
  g_assert_cmpuint (before, ==, 1);
  visit (words);
  g_assert_cmpuint (count_in_memory (words), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/nothing-of-the-last-guest-in-memory", test_memory);
  return g_test_run ();
}
