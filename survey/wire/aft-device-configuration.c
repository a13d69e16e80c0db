/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kiosk's configuration as a document: what one is built of is written, and read back by the same
 * strict reader that the kiosk uses, so that nothing is sent that no kiosk would take.
 *
 * Not here: whether hours, zone and surveys make sense (the kiosk, before it uses them). */
#include "aft-device-configuration.h"

#include <string.h>

#include "aft-error.h"
#include "aft-item.h"
#include "aft-json.h"
#include "aft-reader-private.h"

/* Levels above a definition. */
#define DEFINITION_LEVEL 3
#define DEFINITION_DEPTH 160

struct _AftDeviceConfiguration
{
  gint references; /* atomic */
  AftValue *document;
  AftDeviceConfigurationParts parts; /* of the document and the definitions */
  char *definitions[AFT_DEVICE_CONFIGURATION_SURVEYS];
  char *rules;
  char *privacy;
  GPtrArray *staff; /* AftDeskStaff */
  AftDigest digests[AFT_DEVICE_CONFIGURATION_SURVEYS];
  char *text;
  char *etag;
};

static const char *const day_names[AFT_DEVICE_CONFIGURATION_DAYS] = {
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
};

AftDeviceConfiguration *
aft_device_configuration_ref (AftDeviceConfiguration *configuration)
{
  g_atomic_int_inc (&configuration->references);
  return configuration;
}

void
aft_device_configuration_unref (AftDeviceConfiguration *configuration)
{
  if (configuration == NULL || !g_atomic_int_dec_and_test (&configuration->references))
    return;
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_SURVEYS; i++)
    g_free (configuration->definitions[i]);
  g_free (configuration->rules);
  g_free (configuration->privacy);
  g_clear_pointer (&configuration->staff, g_ptr_array_unref);
  aft_value_unref (configuration->document);
  g_free (configuration->text);
  g_free (configuration->etag);
  g_free (configuration);
}

const AftDeviceConfigurationParts *
aft_device_configuration_get_parts (const AftDeviceConfiguration *configuration)
{
  return &configuration->parts;
}

const AftDigest *
aft_device_configuration_get_survey_digest (const AftDeviceConfiguration *configuration,
                                            AftResponseKind kind)
{
  g_assert (kind < AFT_DEVICE_CONFIGURATION_SURVEYS);
  return configuration->definitions[kind] != NULL ? &configuration->digests[kind] : NULL;
}

const char *
aft_device_configuration_get_text (const AftDeviceConfiguration *configuration)
{
  return configuration->text;
}

const char *
aft_device_configuration_get_etag (const AftDeviceConfiguration *configuration)
{
  return configuration->etag;
}

static const char *
read_text (AftReader *reader, const char *name)
{
  const char *text = aft_reader_get_text (reader, name);
  gboolean is_fit = g_utf8_strlen (text, -1) <= AFT_DEVICE_CONFIGURATION_TEXT_MAX;
  aft_reader_refuse_unless (reader, is_fit, name);
  return text;
}

/* One text a language. */
static void
read_languages (AftReader *parent, const char *name, const char *ret_texts[AFT_LANGUAGES])
{
  AftReader reader = aft_reader_open_reply (aft_value_get_member (parent->object, name), "form");
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    ret_texts[i] = read_text (&reader, aft_language_get_tag (i));
  aft_reader_refuse_unless (parent, reader.bad == NULL, name);
}

static void
read_venue (AftReader *document, AftDeviceConfigurationParts *parts)
{
  AftReader reader
      = aft_reader_open_reply (aft_value_get_member (document->object, "venue"), "form");
  parts->venue_id = aft_reader_get_id (&reader, "id");
  read_languages (&reader, "names", parts->names);
  parts->telephone = read_text (&reader, "telephone");
  parts->time_zone = read_text (&reader, "time_zone");
  parts->language = aft_reader_get_language (&reader, "language");
  parts->letter = read_text (&reader, "letter");
  aft_reader_refuse_unless (document, reader.bad == NULL, "venue");
}

static void
read_hours (AftReader *document, AftDeviceConfigurationParts *parts)
{
  AftReader reader
      = aft_reader_open_reply (aft_value_get_member (document->object, "hours"), "form");
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    parts->hours[i] = read_text (&reader, day_names[i]);
  parts->special_days = read_text (&reader, "special_days");
  aft_reader_refuse_unless (document, reader.bad == NULL, "hours");
}

static void
read_texts (AftReader *document, AftDeviceConfigurationParts *parts)
{
  AftReader reader
      = aft_reader_open_reply (aft_value_get_member (document->object, "texts"), "form");
  read_languages (&reader, "sleep", parts->sleep_texts);
  aft_reader_refuse_unless (document, reader.bad == NULL, "texts");
}

/* A text or null. */
static const char *
read_optional (AftReader *document, const char *name)
{
  AftValue *value = aft_value_get_member (document->object, name);
  gboolean is_null = value != NULL && aft_value_is_null (value);
  const char *text = is_null ? NULL : read_text (document, name);
  aft_reader_refuse_unless (document, text == NULL || *text != '\0', name);
  return text;
}

static gboolean
is_definition (const char *canonical, const AftDigest *digest)
{
  AftDigest recounted = aft_digest_of_text (canonical);
  return strlen (canonical) <= AFT_ITEM_DEFINITION_MAX_BYTES
         && aft_digest_equal (&recounted, digest);
}

/* The definition under @name, or null. */
static void
read_survey (AftReader *surveys,
             const char *name,
             AftDeviceConfiguration *configuration,
             AftResponseKind kind)
{
  AftValue *value = aft_value_get_member (surveys->object, name);
  if (value != NULL && aft_value_is_null (value))
    return;
  AftReader reader = aft_reader_open_reply (value, "form");
  AftDigest digest = aft_reader_get_digest (&reader, "digest");
  AftValue *definition = aft_reader_get (&reader, "definition", AFT_VALUE_OBJECT);
  g_autofree char *canonical = reader.bad == NULL ? aft_json_to_canonical (definition, NULL) : NULL;
  gboolean is_fit = canonical != NULL && is_definition (canonical, &digest);
  aft_reader_refuse_unless (surveys, is_fit, name);
  if (!is_fit)
    return;
  configuration->digests[kind] = digest;
  configuration->definitions[kind] = g_steal_pointer (&canonical);
  configuration->parts.definitions[kind] = configuration->definitions[kind];
}

static void
read_surveys (AftReader *document, AftDeviceConfiguration *configuration)
{
  AftReader reader
      = aft_reader_open_reply (aft_value_get_member (document->object, "surveys"), "form");
  for (AftResponseKind kind = 0; kind < AFT_DEVICE_CONFIGURATION_SURVEYS; kind++)
    read_survey (&reader, aft_response_kind_to_text (kind), configuration, kind);
  aft_reader_refuse_unless (document, reader.bad == NULL, "surveys");
}

/* What former collectors did not send: NULL where it is missing or null. */
static AftValue *
get_newer (AftReader *document, const char *name)
{
  AftValue *value = aft_value_get_member (document->object, name);
  gboolean is_there = value != NULL && !aft_value_is_null (value);
  return is_there ? aft_reader_get (document, name, AFT_VALUE_OBJECT) : NULL;
}

static void
read_rules (AftReader *document, AftDeviceConfiguration *configuration)
{
  AftValue *rules = get_newer (document, "rules");
  if (rules == NULL)
    return;
  configuration->rules = aft_json_to_canonical (rules, NULL);
  configuration->parts.rules = configuration->rules;
  aft_reader_refuse_unless (document, configuration->rules != NULL, "rules");
}

static void
read_privacy (AftReader *document, AftDeviceConfiguration *configuration)
{
  AftValue *privacy = get_newer (document, "privacy");
  if (privacy == NULL)
    return;
  configuration->privacy = aft_json_to_canonical (privacy, NULL);
  configuration->parts.privacy = configuration->privacy;
  gboolean is_fit
      = configuration->privacy != NULL
        && strlen (configuration->privacy) <= AFT_DEVICE_CONFIGURATION_PRIVACY_MAX_BYTES;
  aft_reader_refuse_unless (document, is_fit, "privacy");
}

static void
read_desk (AftReader *document, AftDeviceConfiguration *configuration)
{
  AftValue *desk = get_newer (document, "desk");
  if (desk == NULL)
    return;
  configuration->staff = aft_desk_staff_list_from_value (desk, NULL);
  configuration->parts.staff = configuration->staff;
  aft_reader_refuse_unless (document, configuration->staff != NULL, "desk");
}

static AftReader
read_configuration (AftDeviceConfiguration *configuration)
{
  AftReader reader = aft_reader_open_reply (configuration->document, "form");
  AftDeviceConfigurationParts *parts = &configuration->parts;
  read_venue (&reader, parts);
  read_hours (&reader, parts);
  read_texts (&reader, parts);
  read_surveys (&reader, configuration);
  read_rules (&reader, configuration);
  read_privacy (&reader, configuration);
  read_desk (&reader, configuration);
  parts->house_public_key = read_optional (&reader, "house_public_key");
  parts->public_address = read_optional (&reader, "public_address");
  gboolean is_key = parts->house_public_key == NULL
                    || aft_reader_is_hex (parts->house_public_key, AFT_DIGEST_BYTES);
  aft_reader_refuse_unless (&reader, is_key, "house_public_key");
  return reader;
}

AftDeviceConfiguration *
aft_device_configuration_parse (const char *text, gsize length_bytes, GError **error)
{
  const AftJsonLimits limits
      = { AFT_DEVICE_CONFIGURATION_MAX_BYTES, DEFINITION_LEVEL + DEFINITION_DEPTH };
  g_autoptr (AftDeviceConfiguration) configuration = g_new0 (AftDeviceConfiguration, 1);
  g_atomic_int_set (&configuration->references, 1);
  configuration->document = aft_json_parse (text, length_bytes, &limits, error);
  if (configuration->document == NULL
      || !aft_reader_check_schema (configuration->document, AFT_DEVICE_CONFIGURATION_SCHEMA,
                                   "A configuration", error))
    return NULL;
  AftReader reader = read_configuration (configuration);
  if (!aft_reader_check (&reader, "A configuration", error))
    return NULL;
  configuration->text = aft_json_to_canonical (configuration->document, error);
  if (configuration->text == NULL)
    return NULL;
  AftDigest digest = aft_digest_of_text (configuration->text);
  g_autofree char *digest_text = aft_digest_to_text (&digest);
  configuration->etag = g_strdup_printf ("\"%s\"", digest_text);
  return g_steal_pointer (&configuration);
}

static void
set_text (AftValueBuilder *builder, const char *name, const char *text)
{
  aft_value_builder_set_string (builder, name, text != NULL ? text : "");
}

static AftValue *
write_languages (const char *const texts[AFT_LANGUAGES])
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (guint i = 0; i < AFT_LANGUAGES; i++)
    set_text (builder, aft_language_get_tag (i), texts[i]);
  return aft_value_builder_end (builder);
}

static AftValue *
write_venue (const AftDeviceConfigurationParts *parts)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  g_autofree char *id = aft_id_to_text (&parts->venue_id);
  aft_value_builder_set_string (builder, "id", id);
  aft_value_builder_set_take (builder, "names", write_languages (parts->names));
  set_text (builder, "telephone", parts->telephone);
  set_text (builder, "time_zone", parts->time_zone);
  set_text (builder, "language", aft_language_get_tag (parts->language));
  set_text (builder, "letter", parts->letter);
  return aft_value_builder_end (builder);
}

static AftValue *
write_hours (const AftDeviceConfigurationParts *parts)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  for (guint i = 0; i < AFT_DEVICE_CONFIGURATION_DAYS; i++)
    set_text (builder, day_names[i], parts->hours[i]);
  set_text (builder, "special_days", parts->special_days);
  return aft_value_builder_end (builder);
}

static AftValue *
write_texts (const AftDeviceConfigurationParts *parts)
{
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_take (builder, "sleep", write_languages (parts->sleep_texts));
  return aft_value_builder_end (builder);
}

/* NULL with @error set when @definition is no JSON or cannot be stored. */
static AftValue *
write_survey (const char *definition, GError **error)
{
  g_autoptr (AftValue) value
      = aft_json_parse (definition, strlen (definition), &aft_json_limits_survey, error);
  g_autofree char *canonical = value != NULL ? aft_json_to_canonical (value, error) : NULL;
  if (canonical == NULL)
    return NULL;
  AftDigest digest = aft_digest_of_text (canonical);
  g_autofree char *digest_text = aft_digest_to_text (&digest);
  AftValueBuilder *builder = aft_value_builder_new_object ();
  aft_value_builder_set_string (builder, "digest", digest_text);
  aft_value_builder_set (builder, "definition", value);
  return aft_value_builder_end (builder);
}

static AftValue *
write_surveys (const AftDeviceConfigurationParts *parts, GError **error)
{
  g_autoptr (AftValueBuilder) builder = aft_value_builder_new_object ();
  for (AftResponseKind kind = 0; kind < AFT_DEVICE_CONFIGURATION_SURVEYS; kind++)
    {
      const char *definition = parts->definitions[kind];
      g_autoptr (AftValue) survey = definition != NULL ? write_survey (definition, error) : NULL;
      if (definition != NULL && survey == NULL)
        return NULL;
      aft_value_builder_set (builder, aft_response_kind_to_text (kind), survey);
    }
  return aft_value_builder_end (g_steal_pointer (&builder));
}

/* Nothing where @text is NULL. FALSE with @error set when it is no JSON. */
static gboolean
write_document (AftValueBuilder *builder, const char *name, const char *text, GError **error)
{
  if (text == NULL)
    return TRUE;
  g_autoptr (AftValue) value = aft_json_parse (text, strlen (text), &aft_json_limits_survey, error);
  if (value == NULL)
    return FALSE;
  aft_value_builder_set (builder, name, value);
  return TRUE;
}

static gboolean
write_newer (AftValueBuilder *builder, const AftDeviceConfigurationParts *parts, GError **error)
{
  if (!write_document (builder, "rules", parts->rules, error)
      || !write_document (builder, "privacy", parts->privacy, error))
    return FALSE;
  if (parts->staff != NULL && parts->staff->len > 0)
    aft_value_builder_set_take (builder, "desk", aft_desk_staff_list_to_value (parts->staff));
  return TRUE;
}

AftDeviceConfiguration *
aft_device_configuration_new (const AftDeviceConfigurationParts *parts, GError **error)
{
  g_autoptr (AftValueBuilder) builder = aft_value_builder_new_object ();
  AftValue *surveys = write_surveys (parts, error);
  if (surveys == NULL)
    return NULL;
  aft_value_builder_set_number (builder, "schema", AFT_DEVICE_CONFIGURATION_SCHEMA);
  aft_value_builder_set_take (builder, "venue", write_venue (parts));
  aft_value_builder_set_take (builder, "surveys", surveys);
  aft_value_builder_set_take (builder, "hours", write_hours (parts));
  aft_value_builder_set_take (builder, "texts", write_texts (parts));
  aft_value_builder_set_string (builder, "house_public_key", parts->house_public_key);
  aft_value_builder_set_string (builder, "public_address", parts->public_address);
  if (!write_newer (builder, parts, error))
    return NULL;
  g_autoptr (AftValue) document = aft_value_builder_end (g_steal_pointer (&builder));
  g_autofree char *text = aft_json_to_canonical (document, error);
  return text != NULL ? aft_device_configuration_parse (text, strlen (text), error) : NULL;
}
