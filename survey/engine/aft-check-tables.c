/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The subset (SURVEY-FORMAT) as tables: which property may stand where and what it may hold. What
 * is not here is ignored with a warning; what is refused is here with AFT_PROPERTY_REFUSED. */

#include "aft-check-private.h"

#define RATING     (1 << AFT_QUESTION_RATING)
#define RADIO      (1 << AFT_QUESTION_RADIOGROUP)
#define CHECKBOX   (1 << AFT_QUESTION_CHECKBOX)
#define DROPDOWN   (1 << AFT_QUESTION_DROPDOWN)
#define BOOLEAN    (1 << AFT_QUESTION_BOOLEAN)
#define TEXT       (1 << AFT_QUESTION_TEXT)
#define COMMENT    (1 << AFT_QUESTION_COMMENT)
#define HTML       (1 << AFT_QUESTION_HTML)
#define SELECTS    (RADIO | CHECKBOX | DROPDOWN)
#define INPUTS     (AFT_SCOPE_QUESTIONS & ~HTML)
#define CONTAINERS (AFT_SCOPE_PAGE | AFT_SCOPE_PANEL)
#define ELEMENTS   (AFT_SCOPE_QUESTIONS | CONTAINERS)
#define SURVEY     AFT_SCOPE_SURVEY
#define ITEMS      (AFT_SCOPE_CHOICE | AFT_SCOPE_STEP)

static const AftProperty properties[] = {
  { AFT_SCOPE_QUESTIONS | AFT_SCOPE_PANEL | AFT_SCOPE_VALIDATOR, "type", AFT_PROPERTY_STRING },
  { ELEMENTS | AFT_SCOPE_CALCULATED, "name", AFT_PROPERTY_STRING },
  { INPUTS | CONTAINERS | SURVEY, "title", AFT_PROPERTY_TEXT },
  { INPUTS | CONTAINERS | SURVEY, "description", AFT_PROPERTY_TEXT },
  { ELEMENTS, "visible", AFT_PROPERTY_BOOLEAN },
  { ELEMENTS | ITEMS, "visibleIf", AFT_PROPERTY_CONDITION },
  { ELEMENTS | AFT_SCOPE_CHOICE, "enableIf", AFT_PROPERTY_CONDITION },
  { INPUTS | CONTAINERS, "readOnly", AFT_PROPERTY_BOOLEAN },
  { INPUTS, "isRequired", AFT_PROPERTY_BOOLEAN },
  { INPUTS, "requiredIf", AFT_PROPERTY_CONDITION },
  { INPUTS, "requiredErrorText", AFT_PROPERTY_TEXT },
  { INPUTS, "defaultValue", AFT_PROPERTY_DEFAULT },
  { INPUTS, "defaultValueExpression", AFT_PROPERTY_CONDITION },
  { INPUTS, "validators", AFT_PROPERTY_LIST },
  { ELEMENTS | SURVEY, "aftertaste", AFT_PROPERTY_HOUSE },

  { SELECTS | RATING | BOOLEAN, "showCommentArea", AFT_PROPERTY_BOOLEAN },
  { SELECTS | RATING | BOOLEAN, "commentText", AFT_PROPERTY_TEXT },
  { SELECTS | RATING | BOOLEAN, "commentPlaceholder", AFT_PROPERTY_TEXT },
  { SELECTS, "choices", AFT_PROPERTY_LIST },
  { SELECTS, "choicesOrder", AFT_PROPERTY_WORD, "none|asc|desc", "random" },
  { SELECTS, "showOtherItem", AFT_PROPERTY_BOOLEAN },
  { SELECTS, "otherText", AFT_PROPERTY_TEXT },
  { SELECTS, "otherErrorText", AFT_PROPERTY_TEXT },
  { SELECTS, "otherPlaceholder", AFT_PROPERTY_TEXT },
  { SELECTS, "showNoneItem", AFT_PROPERTY_BOOLEAN },
  { SELECTS, "noneText", AFT_PROPERTY_TEXT },
  { SELECTS, "storeOthersAsComment", AFT_PROPERTY_VALUE },
  { CHECKBOX, "maxSelectedChoices", AFT_PROPERTY_NUMBER },
  { CHECKBOX, "minSelectedChoices", AFT_PROPERTY_NUMBER },
  { DROPDOWN, "choicesMin", AFT_PROPERTY_NUMBER },
  { DROPDOWN, "choicesMax", AFT_PROPERTY_NUMBER },
  { DROPDOWN, "choicesStep", AFT_PROPERTY_NUMBER },
  { DROPDOWN | TEXT | COMMENT, "placeholder", AFT_PROPERTY_TEXT },

  { RATING, "rateType", AFT_PROPERTY_WORD, "labels|stars|smileys" },
  { RATING, "rateMin", AFT_PROPERTY_NUMBER },
  { RATING, "rateMax", AFT_PROPERTY_NUMBER },
  { RATING, "rateStep", AFT_PROPERTY_NUMBER },
  { RATING, "rateCount", AFT_PROPERTY_NUMBER },
  { RATING, "rateValues", AFT_PROPERTY_LIST },
  { RATING, "minRateDescription", AFT_PROPERTY_TEXT },
  { RATING, "maxRateDescription", AFT_PROPERTY_TEXT },
  { RATING, "scaleColorMode", AFT_PROPERTY_WORD, "monochrome|colored" },
  { RATING, "rateColorMode", AFT_PROPERTY_WORD, "default|scale" },

  { BOOLEAN, "valueTrue", AFT_PROPERTY_VALUE },
  { BOOLEAN, "valueFalse", AFT_PROPERTY_VALUE },
  { BOOLEAN, "labelTrue", AFT_PROPERTY_TEXT },
  { BOOLEAN, "labelFalse", AFT_PROPERTY_TEXT },

  { TEXT, "inputType", AFT_PROPERTY_WORD, "text|number|tel|email|date",
    "password|url|color|month|week|time|datetime|datetime-local|range" },
  { TEXT, "min", AFT_PROPERTY_LIMIT },
  { TEXT, "max", AFT_PROPERTY_LIMIT },
  { TEXT, "minErrorText", AFT_PROPERTY_TEXT },
  { TEXT, "maxErrorText", AFT_PROPERTY_TEXT },
  { TEXT | COMMENT, "maxLength", AFT_PROPERTY_NUMBER },
  { COMMENT, "rows", AFT_PROPERTY_NUMBER },
  { HTML, "html", AFT_PROPERTY_TEXT },
  { CONTAINERS | SURVEY, "elements", AFT_PROPERTY_LIST },

  { SURVEY, "pages", AFT_PROPERTY_LIST },
  { SURVEY, "locale", AFT_PROPERTY_STRING },
  { SURVEY, "calculatedValues", AFT_PROPERTY_LIST },
  { SURVEY, "completedHtml", AFT_PROPERTY_TEXT },
  { SURVEY, "completedHtmlOnCondition", AFT_PROPERTY_LIST },
  { SURVEY, "triggers", AFT_PROPERTY_LIST },
  { SURVEY, "firstPageIsStartPage", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "questionsOnPageMode", AFT_PROPERTY_WORD, "standard|questionPerPage|questionOnPage",
    "singlePage|inputPerPage" },
  { SURVEY, "autoAdvanceEnabled", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "autoAdvanceAllowComplete", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "showPrevButton", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "showCompleteButton", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "showNavigationButtons", AFT_PROPERTY_VALUE },
  { SURVEY, "showProgressBar", AFT_PROPERTY_VALUE },
  { SURVEY, "progressBarType", AFT_PROPERTY_WORD, "pages|questions|requiredQuestions",
    "correctQuestions|buttons" },
  { SURVEY, "clearInvisibleValues", AFT_PROPERTY_WORD, "none|onComplete|onHidden",
    "onHiddenContainer" },
  { SURVEY, "storeOthersAsComment", AFT_PROPERTY_BOOLEAN },
  { SURVEY, "checkErrorsMode", AFT_PROPERTY_WORD, "onNextPage|onValueChanged",
    "onValueChanging|onComplete" },
  { SURVEY, "mode", AFT_PROPERTY_WORD, "edit", "display" },
  { SURVEY, "startSurveyText", AFT_PROPERTY_TEXT },
  { SURVEY, "pagePrevText", AFT_PROPERTY_TEXT },
  { SURVEY, "pageNextText", AFT_PROPERTY_TEXT },
  { SURVEY, "completeText", AFT_PROPERTY_TEXT },

  { ITEMS, "value", AFT_PROPERTY_VALUE },
  { ITEMS, "text", AFT_PROPERTY_TEXT },
  { AFT_SCOPE_CHOICE, "isExclusive", AFT_PROPERTY_BOOLEAN },
  { ITEMS, "showCommentArea", AFT_PROPERTY_REFUSED },
  { ITEMS, "isCommentRequired", AFT_PROPERTY_REFUSED },
  { ITEMS, "elements", AFT_PROPERTY_REFUSED },

  { AFT_SCOPE_VALIDATOR, "text", AFT_PROPERTY_TEXT },
  { AFT_SCOPE_VALIDATOR, "notificationType", AFT_PROPERTY_WORD, "error|warning|info" },
  { AFT_SCOPE_VALIDATOR, "minValue", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "maxValue", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "minLength", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "maxLength", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "minCount", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "maxCount", AFT_PROPERTY_NUMBER },
  { AFT_SCOPE_VALIDATOR, "allowDigits", AFT_PROPERTY_BOOLEAN },
  { AFT_SCOPE_VALIDATOR, "regex", AFT_PROPERTY_STRING },
  { AFT_SCOPE_VALIDATOR, "caseInsensitive", AFT_PROPERTY_BOOLEAN },
  { AFT_SCOPE_VALIDATOR | AFT_SCOPE_CALCULATED | AFT_SCOPE_COMPLETED, "expression",
    AFT_PROPERTY_CONDITION },
  { AFT_SCOPE_CALCULATED, "includeIntoResult", AFT_PROPERTY_BOOLEAN },
  { AFT_SCOPE_COMPLETED, "html", AFT_PROPERTY_TEXT },

  { ELEMENTS | SURVEY, "bindings", AFT_PROPERTY_REFUSED },
  { INPUTS, "valueName", AFT_PROPERTY_REFUSED },
  { INPUTS, "setValueIf", AFT_PROPERTY_REFUSED },
  { INPUTS, "setValueExpression", AFT_PROPERTY_REFUSED },
  { INPUTS, "resetValueIf", AFT_PROPERTY_REFUSED },
  { INPUTS, "clearIfInvisible", AFT_PROPERTY_REFUSED },
  { INPUTS, "defaultDisplayValue", AFT_PROPERTY_REFUSED },
  { INPUTS, "useDisplayValuesInDynamicTexts", AFT_PROPERTY_REFUSED },
  { INPUTS, "useDisplayValuesInTitle", AFT_PROPERTY_REFUSED },
  { INPUTS, "allowSpaceAsAnswer", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesByUrl", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesFromQuestion", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesFromQuestionMode", AFT_PROPERTY_REFUSED },
  { SELECTS, "choiceValuesFromQuestion", AFT_PROPERTY_REFUSED },
  { SELECTS, "choiceTextsFromQuestion", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesVisibleIf", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesEnableIf", AFT_PROPERTY_REFUSED },
  { SELECTS, "hideIfChoicesEmpty", AFT_PROPERTY_REFUSED },
  { SELECTS, "choicesLazyLoadEnabled", AFT_PROPERTY_REFUSED },
  { SELECTS, "keepIncorrectValues", AFT_PROPERTY_REFUSED },
  { SELECTS, "autoOtherMode", AFT_PROPERTY_REFUSED },
  { SELECTS, "showRefuseItem", AFT_PROPERTY_REFUSED },
  { SELECTS, "showDontKnowItem", AFT_PROPERTY_REFUSED },
  { CHECKBOX, "showSelectAllItem", AFT_PROPERTY_REFUSED },
  { CHECKBOX, "hasSelectAll", AFT_PROPERTY_REFUSED },
  { CHECKBOX, "valuePropertyName", AFT_PROPERTY_REFUSED },
  { DROPDOWN, "allowCustomChoices", AFT_PROPERTY_REFUSED },
  { TEXT, "maskType", AFT_PROPERTY_REFUSED },
  { TEXT, "maskSettings", AFT_PROPERTY_REFUSED },
  { TEXT, "minValueExpression", AFT_PROPERTY_REFUSED },
  { TEXT, "maxValueExpression", AFT_PROPERTY_REFUSED },
  { TEXT, "step", AFT_PROPERTY_REFUSED },
  { TEXT | COMMENT | SURVEY, "textUpdateMode", AFT_PROPERTY_REFUSED },
  { COMMENT, "acceptCarriageReturn", AFT_PROPERTY_REFUSED },
  { AFT_SCOPE_PANEL, "isRequired", AFT_PROPERTY_REFUSED },
  { CONTAINERS, "requiredIf", AFT_PROPERTY_REFUSED },
  { CONTAINERS | SURVEY, "questionOrder", AFT_PROPERTY_WORD, "default|initial", "random" },
  { CONTAINERS | SURVEY, "questionsOrder", AFT_PROPERTY_WORD, "default|initial", "random" },
  { SURVEY, "readOnly", AFT_PROPERTY_REFUSED },
  { SURVEY, "isSinglePage", AFT_PROPERTY_REFUSED },
  { SURVEY, "showPreviewBeforeComplete", AFT_PROPERTY_REFUSED },
  { SURVEY, "cookieName", AFT_PROPERTY_REFUSED },
  { SURVEY, "showInvisibleElements", AFT_PROPERTY_REFUSED },
  { SURVEY, "validationEnabled", AFT_PROPERTY_REFUSED },
  { SURVEY, "validationAllowSwitchPages", AFT_PROPERTY_REFUSED },
  { SURVEY, "validationAllowComplete", AFT_PROPERTY_REFUSED },
  { SURVEY, "validateVisitedEmptyFields", AFT_PROPERTY_REFUSED },
  { SURVEY, "keepIncorrectValues", AFT_PROPERTY_REFUSED },
  { SURVEY, "clearDisabledChoices", AFT_PROPERTY_REFUSED },
  { SURVEY, "clearValueOnDisableItems", AFT_PROPERTY_REFUSED },
  { SURVEY, "partialSendEnabled", AFT_PROPERTY_REFUSED },
  { SURVEY, "sendResultOnPageNext", AFT_PROPERTY_REFUSED },
};

static gboolean
is_named (const AftProperty *property, const char *name)
{
  return g_str_equal (property->name, name)
         || g_str_equal (property->name, aft_survey_get_current_name (name));
}

const AftProperty *
aft_property_find (guint scope, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    if ((properties[i].scopes & scope) != 0 && is_named (&properties[i], name))
      return &properties[i];
  return NULL;
}

gboolean
aft_property_is_known (guint scopes, const char *name)
{
  return aft_property_find (scopes, name) != NULL;
}

gboolean
aft_property_has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words != NULL ? words : "", "|", -1);
  for (guint i = 0; list[i] != NULL; i++)
    if (g_ascii_strcasecmp (list[i], word) == 0)
      return TRUE;
  return FALSE;
}

gboolean
aft_property_is_refused_type (const char *type)
{
  static const char *const types
      = "matrix|matrixdropdown|matrixdynamic|multipletext|expression|imagepicker|image|tagbox|"
        "paneldynamic|file|signaturepad|ranking|slider|buttongroup|imagemap|flowpanel|empty";
  return aft_property_has_word (types, type);
}

gboolean
aft_property_is_trigger (const char *type)
{
  static const char *const types = "complete|setvalue|copyvalue|skip|runexpression|visible|"
                                   "completetrigger|setvaluetrigger|copyvaluetrigger|skiptrigger|"
                                   "runexpressiontrigger|visibletrigger";
  return aft_property_has_word (types, type);
}
