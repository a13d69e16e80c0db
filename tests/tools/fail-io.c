/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preloaded library in which the disk fails on demand: the n-th call that writes, syncs, cuts or
 * reads a regular file gives an error, once or from then on. What fails and when stands in the file
 * FAIL_IO, which whoever tests writes while the program runs (tests/tools/failing.py); it is
 * mapped, so that no call is made to look at it. A write that fails for lack of room has written
 * half. Offsets have 64 bits in everything here: pwrite is the symbol pwrite64, and so on. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum
{
  KIND_WRITE = 1,
  KIND_SYNC = 2,
  KIND_CUT = 4,
  KIND_READ = 8
};

/* As failing.py writes it. */
typedef struct
{
  _Atomic long kinds;     /* that are counted and may fail; 0: nothing fails */
  _Atomic long countdown; /* such calls that still work */
  _Atomic long error;     /* errno */
  _Atomic long is_lasting;
  _Atomic long failed; /* calls so far */
} Orders;

static Orders *
map_orders (void)
{
  const char *path = getenv ("FAIL_IO");
  int file = path != NULL ? (int) syscall (SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC) : -1;
  if (file < 0)
    return NULL;
  void *mapped = mmap (NULL, sizeof (Orders), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall (SYS_close, file);
  return mapped != MAP_FAILED ? mapped : NULL;
}

static Orders *
get_orders (void)
{
  static _Atomic (Orders *) orders;
  static atomic_flag is_asked = ATOMIC_FLAG_INIT;
  if (!atomic_flag_test_and_set (&is_asked))
    atomic_store (&orders, map_orders ());
  return atomic_load (&orders);
}

static int
is_file (int fd)
{
  struct stat status;
  return fd > STDERR_FILENO && fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

/* Is it this call's turn? Sets errno then. */
static int
is_to_fail (int fd, long kind)
{
  int kept = errno;
  Orders *orders = get_orders ();
  int is_meant = orders != NULL && (atomic_load (&orders->kinds) & kind) != 0 && is_file (fd);
  errno = kept;
  if (!is_meant)
    return 0;
  long left = atomic_fetch_sub (&orders->countdown, 1);
  if (left > 0 || (left < 0 && !atomic_load (&orders->is_lasting)))
    return 0;
  atomic_fetch_add (&orders->failed, 1);
  errno = (int) atomic_load (&orders->error);
  return 1;
}

ssize_t
write (int fd, const void *bytes, size_t count)
{
  if (!is_to_fail (fd, KIND_WRITE))
    return syscall (SYS_write, fd, bytes, count);
  if (errno == ENOSPC && count > 1)
    return syscall (SYS_write, fd, bytes, count / 2);
  return -1;
}

ssize_t
pwrite (int fd, const void *bytes, size_t count, off_t offset)
{
  if (!is_to_fail (fd, KIND_WRITE))
    return syscall (SYS_pwrite64, fd, bytes, count, offset);
  if (errno == ENOSPC)
    {
      syscall (SYS_pwrite64, fd, bytes, count / 2, offset);
      errno = ENOSPC;
    }
  return -1;
}

ssize_t
pread (int fd, void *bytes, size_t count, off_t offset)
{
  return is_to_fail (fd, KIND_READ) ? -1 : syscall (SYS_pread64, fd, bytes, count, offset);
}

int
fsync (int fd)
{
  return is_to_fail (fd, KIND_SYNC) ? -1 : (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return is_to_fail (fd, KIND_SYNC) ? -1 : (int) syscall (SYS_fdatasync, fd);
}

int
ftruncate (int fd, off_t length)
{
  return is_to_fail (fd, KIND_CUT) ? -1 : (int) syscall (SYS_ftruncate, fd, length);
}
