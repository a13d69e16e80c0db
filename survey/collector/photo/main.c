/* SPDX-License-Identifier: GPL-3.0-or-later */
/* aftertaste-photo: a picture comes in at stdin and goes out at stdout, made anew. The collector
 * runs one for each photo that a guest sends. What goes wrong is one line on stderr and the exit
 * status (aft-photo.h). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "aft-photo-cage.h"
#include "aft-photo.h"

static const char usage[] = "Usage: aftertaste-photo < PICTURE > JPEG\n"
                            "\n"
                            "Makes a JPEG or PNG anew for aftertaste-collector.\n"
                            "\n"
                            "  -h, --help     this text\n"
                            "  --version      the version\n";

static AftPhotoStatus
complain (AftPhotoStatus status, const char *why)
{
  fprintf (stderr, "aftertaste-photo: %s\n", why);
  return status;
}

/* One byte more than may be, at most: then it is known to be too large. */
static gboolean
read_all (GByteArray *bytes)
{
  gsize count = 0;

  g_byte_array_set_size (bytes, AFT_PHOTO_MOST_BYTES + 1);
  while (count < bytes->len)
    {
      gssize got = read (STDIN_FILENO, bytes->data + count, bytes->len - count);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return FALSE;
      if (got == 0)
        break;
      count += (gsize) got;
    }
  g_byte_array_set_size (bytes, (guint) count);
  return TRUE;
}

static gboolean
write_all (GBytes *jpeg)
{
  gsize left = 0;
  const guint8 *at = g_bytes_get_data (jpeg, &left);

  while (left > 0)
    {
      gssize put = write (STDOUT_FILENO, at, left);
      if (put < 0 && errno == EINTR)
        continue;
      if (put < 0)
        return FALSE;
      at += put;
      left -= (gsize) put;
    }
  return TRUE;
}

static AftPhotoStatus
run (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GBytes) jpeg = NULL;

  if (!aft_photo_cage_enter ())
    return complain (AFT_PHOTO_FAILED, "the limits of this process cannot be set");
  if (!read_all (bytes))
    return complain (AFT_PHOTO_FAILED, g_strerror (errno));
  AftPhotoStatus status = aft_photo_make (bytes->data, bytes->len, &jpeg);
  if (status == AFT_PHOTO_NO_PICTURE)
    return complain (status, "neither JPEG nor PNG, or damaged");
  if (status == AFT_PHOTO_TOO_LARGE)
    return complain (status, "too many bytes or pixels");
  if (status != AFT_PHOTO_DONE)
    return complain (status, "the picture could not be made");
  return write_all (jpeg) ? AFT_PHOTO_DONE : complain (AFT_PHOTO_FAILED, g_strerror (errno));
}

int
main (int argc, char **argv)
{
  const char *word = argc == 2 ? argv[1] : "";

  if (g_str_equal (word, "--help") || g_str_equal (word, "-h"))
    return fputs (usage, stdout) >= 0 ? AFT_PHOTO_DONE : AFT_PHOTO_FAILED;
  if (g_str_equal (word, "--version"))
    return puts ("aftertaste-photo " AFTERTASTE_VERSION) >= 0 ? AFT_PHOTO_DONE : AFT_PHOTO_FAILED;
  if (argc != 1)
    return complain (AFT_PHOTO_MISUSED, "it takes nothing but --help and --version");
  return run ();
}
