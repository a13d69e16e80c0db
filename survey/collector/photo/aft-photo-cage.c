/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limits of the process that looks at guests' photos, in one table. They are wide enough for
 * the largest picture that is taken (40 million pixels with transparency: 160 MB) and end what
 * wants more: it is then no picture. What a picture may be is aft-photo.c's. */
#include "aft-photo-cage.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "aft-photo.h"

#define MEMORY_BYTES (768u * 1024 * 1024)
#define CPU_SECONDS  12
#define DESCRIPTORS  16

/* The sanitizers reserve terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define AFT_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AFT_IS_SANITIZED 1
#endif
#endif

static const struct
{
  int resource;
  rlim_t most;
} limits[] = {
#ifndef AFT_IS_SANITIZED
  { RLIMIT_AS, MEMORY_BYTES },
#endif
  { RLIMIT_CPU, CPU_SECONDS },    { RLIMIT_FSIZE, AFT_PHOTO_MOST_BYTES },
  { RLIMIT_NOFILE, DESCRIPTORS }, { RLIMIT_CORE, 0 },
};

gboolean
aft_photo_cage_enter (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      struct rlimit limit = { limits[i].most, limits[i].most };
      if (setrlimit ((__rlimit_resource_t) limits[i].resource, &limit) != 0)
        return FALSE;
    }
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
         && prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}
