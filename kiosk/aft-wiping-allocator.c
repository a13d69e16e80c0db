/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wipes every block of the process's heap when it is freed, so that nothing a guest typed can be
 * found in memory afterwards, whoever held it: GTK, Pango, SQLite, the accessibility bus. free()
 * and realloc() of the C library are replaced for the whole program; the rest stays the library's.
 * Left out under the sanitizers, which have an allocator of their own. */
#include <glib.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AFT_IS_SANITIZED 1
#endif
#endif
#ifndef AFT_IS_SANITIZED

/* The C library's own, under the names it keeps for such replacements. */
extern void __libc_free (void *memory);

void
free (void *memory)
{
  if (memory == NULL)
    return;
  explicit_bzero (memory, malloc_usable_size (memory));
  __libc_free (memory);
}

/* Never moves a block by itself: the library would free the old one unwiped. */
void *
realloc (void *memory, size_t size)
{
  if (memory == NULL)
    return malloc (size);
  if (size == 0)
    {
      free (memory);
      return NULL;
    }

  size_t held = malloc_usable_size (memory);
  if (size <= held && size >= held / 2)
    return memory;
  void *moved = malloc (size);
  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, MIN (size, held));
  free (memory);
  return moved;
}

/* Above this a block has pages of its own, which go back when it is freed; above this the heap's
 * end goes back as well. The library would raise both to the largest picture ever freed, and keep
 * some 10 MB for the next. */
#define LARGE_BYTES (512 * 1024)

/* GLib before 2.76 keeps small blocks in an allocator of its own, where nothing would wipe them. It
 * reads this setting at its first block, which is before main(). */
static void
choose_how_blocks_are_kept (void)
{
  mallopt (M_MMAP_THRESHOLD, LARGE_BYTES);
  mallopt (M_TRIM_THRESHOLD, LARGE_BYTES);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_slice_set_config (G_SLICE_CONFIG_ALWAYS_MALLOC, TRUE);
  G_GNUC_END_IGNORE_DEPRECATIONS
}

__attribute__ ((section (".preinit_array"), used)) static void (*const before_all_libraries) (void)
    = choose_how_blocks_are_kept;

#endif
#endif
