/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms with a file. The format is mail's and readers of it disagree about much of it; this one
 * takes what the browsers write (RFC 7578; WHATWG HTML, 4.10.21.8) and refuses the rest. What the
 * file is must be seen from its bytes, by those who want one. */
#include "aft-http-multipart.h"

#include <string.h>

#include "aft-error.h"
#include "aft-http-form-private.h"

#define TYPE           "multipart/form-data"
#define PARAMETER      "boundary="
#define MOST_BOUNDARY  70
#define BOUNDARY_SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=?"
#define LINE_END       "\r\n"
#define DISPOSITION    "content-disposition:"
#define KIND           "content-type:"
#define FORM_DATA      "form-data"
#define MOST_HEAD      2048 /* bytes before a part's content */
#define MOST_HEADERS   4

/* What stands before a part's content. */
typedef struct
{
  char *name;
  gboolean is_file;
  gboolean has_file_name; /* and it is not empty */
} Head;

typedef struct
{
  const char *at;
  const char *end;
  const char *boundary; /* LINE_END, two hyphens and the boundary */
  gsize boundary_length;
  const AftHttpFormLimits *limits;
  AftHttpForm *form;
  gboolean has_file; /* a part for one was there, with one or without */
} Reader;

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AFT_ERROR, AFT_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
refuse_form (GError **error)
{
  return refuse (error, "The form is not well formed.");
}

char *
aft_http_multipart_dup_boundary (const char *content_type)
{
  const char *at = content_type;
  g_autofree char *boundary = NULL;
  gsize length;

  if (at == NULL || g_ascii_strncasecmp (at, TYPE, strlen (TYPE)) != 0)
    return NULL;
  at += strlen (TYPE);
  at += strspn (at, " \t");
  if (*at != ';')
    return NULL;
  at++;
  at += strspn (at, " \t");
  if (g_ascii_strncasecmp (at, PARAMETER, strlen (PARAMETER)) != 0)
    return NULL;
  at += strlen (PARAMETER);
  length = strlen (at);
  if (length > 2 && *at == '"' && at[length - 1] == '"')
    boundary = g_strndup (at + 1, length - 2);
  else
    boundary = g_strdup (at);
  length = strlen (boundary);
  return length > 0 && length <= MOST_BOUNDARY && strspn (boundary, BOUNDARY_SIGNS) == length
             ? g_steal_pointer (&boundary)
             : NULL;
}

/* One of the quoted texts of a disposition; behind it in @ret_next. Browsers write a quote, a CR
 * and an LF in it as %22, %0D and %0A, and a backslash as it is. NULL when there is no end. */
static char *
read_quoted (const char *at, const char **ret_next)
{
  const char *end = *at == '"' ? strchr (at + 1, '"') : NULL;

  if (end == NULL)
    return NULL;
  *ret_next = end + 1;
  return g_strndup (at + 1, (gsize) (end - at - 1));
}

static gboolean
read_parameter (const char **at, const char *name, char **ret_text)
{
  g_autofree char *start = g_strconcat (name, "=", NULL);
  const char *place = *at;

  if (*place != ';')
    return FALSE;
  place++;
  place += strspn (place, " \t");
  if (g_ascii_strncasecmp (place, start, strlen (start)) != 0)
    return FALSE;
  *ret_text = read_quoted (place + strlen (start), at);
  return *ret_text != NULL;
}

/* " form-data; name="…"" and maybe "; filename="…"". */
static gboolean
read_disposition (const char *text, Head *head)
{
  const char *at = text + strspn (text, " \t");
  g_autofree char *file_name = NULL;

  if (head->name != NULL || g_ascii_strncasecmp (at, FORM_DATA, strlen (FORM_DATA)) != 0)
    return FALSE;
  at += strlen (FORM_DATA);
  if (!read_parameter (&at, "name", &head->name))
    return FALSE;
  head->is_file = *at != '\0';
  if (head->is_file && !read_parameter (&at, "filename", &file_name))
    return FALSE;
  head->has_file_name = file_name != NULL && *file_name != '\0';
  return *at == '\0';
}

static gboolean
read_head_line (const char *line, Head *head)
{
  if (g_ascii_strncasecmp (line, DISPOSITION, strlen (DISPOSITION)) == 0)
    return read_disposition (line + strlen (DISPOSITION), head);
  return g_ascii_strncasecmp (line, KIND, strlen (KIND)) == 0;
}

/* Reads the lines up to the empty one. */
static gboolean
read_head (Reader *reader, Head *head)
{
  for (gsize i = 0; i <= MOST_HEADERS; i++)
    {
      gsize room = MIN ((gsize) (reader->end - reader->at), MOST_HEAD);
      const char *line_end = memmem (reader->at, room, LINE_END, strlen (LINE_END));
      g_autofree char *line = NULL;

      if (line_end == NULL || memchr (reader->at, '\0', (gsize) (line_end - reader->at)) != NULL)
        return FALSE;
      line = g_strndup (reader->at, (gsize) (line_end - reader->at));
      reader->at = line_end + strlen (LINE_END);
      if (*line == '\0')
        return head->name != NULL;
      if (!read_head_line (line, head))
        return FALSE;
    }
  return FALSE;
}

static gboolean
take_file (Reader *reader, const Head *head, const char *content, gsize length, GError **error)
{
  g_autoptr (GBytes) file = NULL;

  if (reader->has_file)
    return refuse (error, "The form has more than one file.");
  reader->has_file = TRUE;
  if (!head->has_file_name && length == 0)
    return TRUE;
  file = g_bytes_new (content, length);
  aft_http_form_set_file (reader->form, file);
  return TRUE;
}

/* From behind one boundary to behind the next. */
static gboolean
read_part (Reader *reader, GError **error)
{
  Head head = { NULL, FALSE, FALSE };
  g_autofree char *name = NULL;
  gboolean is_good = read_head (reader, &head);
  const char *content = reader->at;
  const char *next;
  gsize length;

  name = head.name;
  if (!is_good)
    return refuse_form (error);
  next = memmem (content, (gsize) (reader->end - content), reader->boundary,
                 reader->boundary_length);
  if (next == NULL)
    return refuse_form (error);
  length = (gsize) (next - content);
  reader->at = next + reader->boundary_length;
  if (head.is_file)
    return take_file (reader, &head, content, length, error);
  return aft_http_form_add (reader->form, name, content, length, reader->limits, error);
}

/* Behind a boundary: a line end and another part, or two hyphens and the end. */
static gboolean
read_parts (Reader *reader, GError **error)
{
  while (reader->end - reader->at >= 2 && memcmp (reader->at, LINE_END, 2) == 0)
    {
      reader->at += strlen (LINE_END);
      if (!read_part (reader, error))
        return FALSE;
    }
  if (reader->end - reader->at < 2 || memcmp (reader->at, "--", 2) != 0)
    return refuse_form (error);
  reader->at += 2;
  if (reader->end - reader->at >= 2 && memcmp (reader->at, LINE_END, 2) == 0)
    reader->at += 2;
  return reader->at == reader->end || refuse_form (error);
}

AftHttpForm *
aft_http_multipart_parse (GBytes *body,
                          const char *boundary,
                          const AftHttpFormLimits *limits,
                          GError **error)
{
  g_autoptr (AftHttpForm) form = aft_http_form_new ();
  g_autofree char *between = g_strconcat (LINE_END "--", boundary, NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (body, &length);
  gsize first = strlen (between) - strlen (LINE_END);
  Reader reader = { .boundary = between,
                    .boundary_length = strlen (between),
                    .limits = limits == NULL ? &aft_http_form_limits_default : limits,
                    .form = form };

  if (length < first || memcmp (text, between + strlen (LINE_END), first) != 0)
    {
      refuse_form (error);
      return NULL;
    }
  reader.at = text + first;
  reader.end = text + length;
  return read_parts (&reader, error) ? g_steal_pointer (&form) : NULL;
}
