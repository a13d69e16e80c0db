/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preloaded library that ends the program, as kill -9 does, just before the step on its disk
 * whose number stands in KILL_IO: a write, a sync, a cut, a new file, a new name, a name less.
 * Offsets have 64 bits in everything here: pwrite is the symbol pwrite64, and so on. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static void
take_step (void)
{
  static atomic_long steps;
  const char *last = getenv ("KILL_IO");
  if (last != NULL && atomic_fetch_add (&steps, 1) + 1 == strtol (last, NULL, 10))
    kill (getpid (), SIGKILL);
}

static int
is_file (int fd)
{
  struct stat status;
  return fd > STDERR_FILENO && fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

static long
step_on_file (int fd, long number, long second, long third, long fourth)
{
  if (is_file (fd))
    take_step ();
  return syscall (number, fd, second, third, fourth);
}

ssize_t
write (int fd, const void *bytes, size_t count)
{
  return step_on_file (fd, SYS_write, (long) bytes, (long) count, 0);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t count, off64_t offset)
{
  return step_on_file (fd, SYS_pwrite64, (long) bytes, (long) count, offset);
}

int
fsync (int fd)
{
  take_step ();
  return (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  take_step ();
  return (int) syscall (SYS_fdatasync, fd);
}

int
ftruncate64 (int fd, off64_t length)
{
  take_step ();
  return (int) syscall (SYS_ftruncate, fd, length);
}

int
rename (const char *from, const char *to)
{
  take_step ();
  return (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
link (const char *from, const char *to)
{
  take_step ();
  return (int) syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
unlink (const char *path)
{
  take_step ();
  return (int) syscall (SYS_unlinkat, AT_FDCWD, path, 0);
}
