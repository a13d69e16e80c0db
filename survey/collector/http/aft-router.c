/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes: patterns of segments with typed parameters, the methods of each, and what a request has
 * to be before anybody reads its body. Who may ask is the handlers' question. */
#include "aft-router.h"

#include <string.h>

#include "aft-http-multipart.h"
#include "aft-id.h"

#define MOST_WORD   64
#define MOST_DIGITS 16
/* 2^53 - 1, the largest whole number that JSON's readers agree on. */
#define MOST_NUMBER G_GUINT64_CONSTANT (9007199254740991)
#define WORD_SIGNS  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

typedef enum
{
  SEGMENT_TEXT,
  SEGMENT_UUID,
  SEGMENT_WORD,
  SEGMENT_NUMBER
} SegmentType;

typedef struct
{
  SegmentType type;
  char *text; /* the text itself, or the parameter's name */
} Segment;

typedef struct
{
  char *method;
  AftRouteBody body;
  gsize body_bytes;
  AftHttpHandler handler;
  gpointer user_data;
} Method;

/* One pattern with its methods. */
typedef struct
{
  char *pattern;
  GArray *segments; /* of Segment */
  GArray *methods;  /* of Method */
} Place;

struct _AftRouter
{
  guint ref_count;
  GPtrArray *places; /* of Place */
  AftHttpRoom *room;
  char *base; /* where refusals are another's to say; NULL: nowhere */
  AftHttpRefusalHandler refuse;
  gpointer refuse_data;
};

static void
clear_segment (gpointer data)
{
  g_free (((Segment *) data)->text);
}

static void
clear_method (gpointer data)
{
  g_free (((Method *) data)->method);
}

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->pattern);
  g_array_unref (place->segments);
  g_array_unref (place->methods);
  g_free (place);
}

AftRouter *
aft_router_new (void)
{
  AftRouter *router = g_new0 (AftRouter, 1);

  router->ref_count = 1;
  router->places = g_ptr_array_new_with_free_func (free_place);
  router->room = aft_http_room_new ();
  return router;
}

AftRouter *
aft_router_ref (AftRouter *router)
{
  router->ref_count++;
  return router;
}

void
aft_router_unref (AftRouter *router)
{
  if (router == NULL || --router->ref_count > 0)
    return;
  g_ptr_array_unref (router->places);
  aft_http_room_unref (router->room);
  g_free (router->base);
  g_free (router);
}

AftHttpRoom *
aft_router_get_room (AftRouter *router)
{
  return router->room;
}

static SegmentType
read_type (const char *name)
{
  static const char *const names[]
      = { [SEGMENT_UUID] = "uuid", [SEGMENT_WORD] = "word", [SEGMENT_NUMBER] = "number" };

  for (gsize i = SEGMENT_UUID; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      return (SegmentType) i;
  g_assert_not_reached ();
}

static Segment
read_segment (const char *text)
{
  Segment segment = { SEGMENT_TEXT, NULL };
  gsize length = strlen (text);
  g_autofree char *type = NULL;
  const char *colon;

  if (*text != '{')
    {
      segment.text = g_strdup (text);
      return segment;
    }
  colon = strchr (text, ':');
  g_assert (colon != NULL && text[length - 1] == '}');
  type = g_strndup (colon + 1, (gsize) (text + length - 1 - (colon + 1)));
  segment.type = read_type (type);
  segment.text = g_strndup (text + 1, (gsize) (colon - text - 1));
  return segment;
}

static Place *
add_place (AftRouter *router, const char *pattern)
{
  Place *place = g_new0 (Place, 1);
  g_auto (GStrv) texts = NULL;

  g_assert (*pattern == '/');
  place->pattern = g_strdup (pattern);
  place->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  g_array_set_clear_func (place->segments, clear_segment);
  place->methods = g_array_new (FALSE, FALSE, sizeof (Method));
  g_array_set_clear_func (place->methods, clear_method);
  texts = g_strsplit (pattern + 1, "/", -1);
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      Segment segment = read_segment (texts[i]);

      g_array_append_val (place->segments, segment);
    }
  g_ptr_array_add (router->places, place);
  return place;
}

static Place *
find_pattern (AftRouter *router, const char *pattern)
{
  for (guint i = 0; i < router->places->len; i++)
    {
      Place *place = g_ptr_array_index (router->places, i);

      if (strcmp (place->pattern, pattern) == 0)
        return place;
    }
  return NULL;
}

static Method *
find_exact_method (Place *place, const char *name)
{
  for (guint i = 0; i < place->methods->len; i++)
    {
      Method *method = &g_array_index (place->methods, Method, i);

      if (strcmp (method->method, name) == 0)
        return method;
    }
  return NULL;
}

void
aft_router_add (AftRouter *router,
                const AftRoute *route,
                AftHttpHandler handler,
                gpointer user_data)
{
  Place *place = find_pattern (router, route->pattern);
  Method method = { g_strdup (route->method), route->body, route->body_bytes, handler, user_data };

  if (place == NULL)
    place = add_place (router, route->pattern);
  g_assert (find_exact_method (place, route->method) == NULL);
  g_array_append_val (place->methods, method);
}

static gboolean
is_number (const char *text)
{
  gsize length = strspn (text, "0123456789");
  guint64 number;

  return length > 0 && length <= MOST_DIGITS && text[length] == '\0'
         && (length == 1 || *text != '0')
         && g_ascii_string_to_unsigned (text, 10, 0, MOST_NUMBER, &number, NULL);
}

static gboolean
fits (const Segment *segment, const char *text)
{
  gsize length = strlen (text);
  AftId id;

  switch (segment->type)
    {
    case SEGMENT_TEXT:
      return strcmp (segment->text, text) == 0;
    case SEGMENT_UUID:
      return aft_id_from_text (text, &id);
    case SEGMENT_WORD:
      return length > 0 && length <= MOST_WORD && strspn (text, WORD_SIGNS) == length;
    case SEGMENT_NUMBER:
      return is_number (text);
    default:
      g_assert_not_reached ();
    }
}

/* How well @place fits the path: -1 for not at all, else the number of texts among its segments,
 * weighed so that an earlier text counts more. */
static gint64
rate (const Place *place, char **texts)
{
  guint count = place->segments->len;
  gint64 rating = 0;

  if (g_strv_length (texts) != count)
    return -1;
  for (guint i = 0; i < count; i++)
    {
      const Segment *segment = &g_array_index (place->segments, Segment, i);

      if (!fits (segment, texts[i]))
        return -1;
      rating = rating * 2 + (segment->type == SEGMENT_TEXT);
    }
  return rating;
}

static Place *
find_place (AftRouter *router, char **texts)
{
  Place *best = NULL;
  gint64 best_rating = -1;

  for (guint i = 0; i < router->places->len; i++)
    {
      Place *place = g_ptr_array_index (router->places, i);
      gint64 rating = rate (place, texts);

      if (rating > best_rating)
        {
          best = place;
          best_rating = rating;
        }
    }
  return best;
}

static Method *
find_method (Place *place, const char *name)
{
  return find_exact_method (place, strcmp (name, "HEAD") == 0 ? "GET" : name);
}

static void
set_allow (AftHttpReply *reply, const Place *place)
{
  g_autoptr (GString) allow = g_string_new ("OPTIONS");

  for (guint i = 0; i < place->methods->len; i++)
    {
      const char *name = g_array_index (place->methods, Method, i).method;

      g_string_append_printf (allow, ", %s%s", name, strcmp (name, "GET") == 0 ? ", HEAD" : "");
    }
  aft_http_reply_set_header (reply, "Allow", allow->str);
}

static AftHttpReply *
refuse_method (const Place *place, const char *name)
{
  AftHttpReply *reply;

  if (strcmp (name, "OPTIONS") == 0)
    reply = aft_http_reply_new (204);
  else
    reply = aft_http_reply_new_problem (405, "method-not-allowed",
                                        "This address does not know the method.");
  set_allow (reply, place);
  return reply;
}

/* "Type/Subtype ; charset=UTF-8" without blanks, in lower case. */
static char *
tighten_type (const char *content_type)
{
  /* Blanks may stand around the ';' and nowhere else (RFC 9110, 5.6.6). */
  g_auto (GStrv) parts = g_strsplit (content_type, ";", -1);
  g_autofree char *joined = NULL;

  for (gsize i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  joined = g_strjoinv (";", parts);
  return g_ascii_strdown (joined, -1);
}

/* Exactly @type; a charset is utf-8 or not said. */
static gboolean
is_type (const char *content_type, const char *type)
{
  static const char *const charsets[] = { "", ";charset=utf-8", ";charset=\"utf-8\"" };
  g_autofree char *tight = content_type == NULL ? NULL : tighten_type (content_type);

  if (tight == NULL || !g_str_has_prefix (tight, type))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (strcmp (charsets[i], tight + strlen (type)) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_multipart (const char *content_type)
{
  g_autofree char *boundary = aft_http_multipart_dup_boundary (content_type);

  return boundary != NULL;
}

/* What a route's body must be; no JSON that a browser would send across origins without asking
 * first. */
static AftHttpReply *
judge_type (AftRouteBody body, const char *content_type)
{
  const char *wanted = NULL;

  if (body == AFT_ROUTE_JSON && !is_type (content_type, "application/json"))
    wanted = "The body must be application/json.";
  else if (body == AFT_ROUTE_FORM && !is_type (content_type, "application/x-www-form-urlencoded"))
    wanted = "The body must be a form.";
  else if (body == AFT_ROUTE_MULTIPART && !is_multipart (content_type))
    wanted = "The body must be a form with a file.";
  return wanted == NULL ? NULL : aft_http_reply_new_problem (415, "content-type", wanted);
}

static AftHttpReply *
judge_body (const Method *method, const AftHttpRequest *head, gboolean has_body)
{
  if (aft_http_request_get_header (head, "content-encoding") != NULL)
    return aft_http_reply_new_problem (415, "content-encoding",
                                       "Bodies are taken as they are, without compression.");
  if (method->body == AFT_ROUTE_NO_BODY && has_body)
    return aft_http_reply_new_problem (413, "no-body", "This request has no body.");
  return judge_type (method->body, aft_http_request_get_header (head, "content-type"));
}

/* The part of a request's path behind the first slash, in its segments. */
static char **
split_path (const AftHttpRequest *request)
{
  return g_strsplit (aft_http_request_get_path (request) + 1, "/", -1);
}

static AftHttpReply *
judge (AftRouter *router,
       const AftHttpRequest *head,
       const AftHttpLimits *limits,
       gboolean has_body,
       gsize *ret_body_bytes)
{
  g_auto (GStrv) texts = split_path (head);
  Place *place = find_place (router, texts);
  const char *name = aft_http_request_get_method (head);
  const Method *method;

  *ret_body_bytes = 0;
  if (place == NULL)
    return aft_http_reply_new_problem (404, "not-found", "There is nothing at this address.");
  method = find_method (place, name);
  if (method == NULL)
    return refuse_method (place, name);
  if (method->body != AFT_ROUTE_NO_BODY)
    *ret_body_bytes = method->body_bytes > 0 ? method->body_bytes : (gsize) limits->body_bytes;
  return judge_body (method, head, has_body);
}

void
aft_router_set_refusals (AftRouter *router,
                         const char *base,
                         AftHttpRefusalHandler handler,
                         gpointer user_data)
{
  g_assert (router->base == NULL);
  router->base = g_strdup (base);
  router->refuse = handler;
  router->refuse_data = user_data;
}

static gboolean
is_refused_elsewhere (const AftRouter *router, const AftHttpRequest *request)
{
  const char *path = aft_http_request_get_path (request);
  gsize length = router->base != NULL ? strlen (router->base) : 0;

  return router->base != NULL && strncmp (path, router->base, length) == 0
         && (path[length] == '\0' || path[length] == '/');
}

AftHttpReply *
aft_router_judge (AftRouter *router,
                  const AftHttpRequest *head,
                  const AftHttpLimits *limits,
                  gboolean has_body,
                  gsize *ret_body_bytes)
{
  AftHttpReply *refusal = judge (router, head, limits, has_body, ret_body_bytes);

  if (refusal == NULL || !is_refused_elsewhere (router, head))
    return refusal;
  aft_http_reply_unref (refusal);
  *ret_body_bytes = (gsize) limits->body_bytes;
  return NULL;
}

static AftHttpReply *
judge_whole (AftRouter *router, const AftHttpRequest *request, const AftHttpLimits *limits)
{
  gsize size = g_bytes_get_size (aft_http_request_get_body (request));
  gsize most;
  AftHttpReply *refusal = judge (router, request, limits, size > 0, &most);

  if (refusal == NULL && size > most)
    refusal = aft_http_reply_new_problem (413, "body-too-large", "The body is too large.");
  return refusal;
}

void
aft_router_dispatch (AftRouter *router, AftHttpExchange *exchange, const AftHttpLimits *limits)
{
  AftHttpRequest *request = aft_http_exchange_get_request (exchange);
  AftHttpReply *refusal = judge_whole (router, request, limits);
  g_auto (GStrv) texts = split_path (request);
  Place *place;
  const Method *method;

  if (refusal != NULL)
    {
      if (is_refused_elsewhere (router, request))
        router->refuse (exchange, refusal, router->refuse_data);
      else
        aft_http_exchange_take_reply (exchange, refusal);
      return;
    }
  place = find_place (router, texts);
  aft_http_exchange_set_route (exchange, place->pattern);
  method = find_method (place, aft_http_request_get_method (request));
  for (guint i = 0; i < place->segments->len; i++)
    {
      const Segment *segment = &g_array_index (place->segments, Segment, i);

      if (segment->type != SEGMENT_TEXT)
        aft_http_exchange_add_parameter (exchange, segment->text, texts[i]);
    }
  method->handler (exchange, method->user_data);
}
