/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preloaded library that makes every fsync() and fdatasync() take SLOW_SYNC_MS milliseconds
 * longer: a kiosk's worn flash on a developer's machine. Only for benchmarks and tests. */

#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void
wait_as_told (void)
{
  const char *text = getenv ("SLOW_SYNC_MS");
  long milliseconds = text != NULL ? strtol (text, NULL, 10) : 0;
  struct timespec pause = { milliseconds / 1000, (milliseconds % 1000) * 1000000L };

  while (nanosleep (&pause, &pause) != 0)
    ;
}

int
fsync (int fd)
{
  wait_as_told ();
  return (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  wait_as_told ();
  return (int) syscall (SYS_fdatasync, fd);
}
