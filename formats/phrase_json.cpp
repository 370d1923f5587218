// SPDX-License-Identifier: Apache-2.0
#include "formats/phrase_json.hpp"

#include "calendar/derivation_words.hpp"
#include "calendar/rule_codes.hpp"
#include "formats/report_period_json.hpp"

namespace inspectord {
namespace {

JsonValue span_json(const Span& span) {
  if (!span.last) return to_string(span.first);
  return JsonObject{{"from", to_string(span.first)}, {"to", to_string(*span.last)}};
}

JsonValue due_json(const DueDate& due) {
  return JsonObject{{"nominal", to_string(due.nominal)},
                    {"last_on_time", to_string(due.last_on_time)},
                    {"safe_day", to_string(due.safe_day)},
                    {"legal_end", to_string(due.legal_end)}};
}

JsonValue derivation_json(const std::vector<DerivationStep>& steps, Language language) {
  JsonArray json;
  for (const auto& step : steps) {
    JsonObject object{{"step", step.code}};
    for (const auto& [name, value] : step.arguments) object.emplace_back(name, value);
    object.emplace_back("text", derivation_words(language, step));
    json.push_back(std::move(object));
  }
  return json;
}

JsonValue report_json(const std::optional<DerivedDue>& derived) {
  return derived && derived->report ? JsonValue{report_period_json(*derived->report)} : JsonValue{};
}

void add_derived(const DerivedDue& derived, JsonObject& json) {
  if (derived.due) json.emplace_back("due", due_json(*derived.due));
  if (derived.opens) json.emplace_back("opens", to_string(*derived.opens));
  if (!derived.waits_for.empty()) json.emplace_back("waits_for", derived.waits_for);
}

}  // namespace

JsonValue phrase_json(const ExplainedPhrase& explained, Language language) {
  const Phrase& phrase = explained.phrase;
  JsonArray dates, questions, partial;
  for (const auto& span : phrase.dates) dates.push_back(span_json(span));
  for (const auto question : phrase.questions) questions.push_back(to_string(question));
  for (const auto& text : phrase.partial) partial.push_back(text);
  JsonObject json{{"raw", explained.raw}, {"meaning", to_string(phrase.meaning)}};
  json.emplace_back("bound", phrase.bound ? JsonValue{to_string(*phrase.bound)} : JsonValue{});
  json.emplace_back("dates", std::move(dates));
  json.emplace_back("recurrence",
                    phrase.recurrence.empty() ? JsonValue{} : JsonValue{phrase.recurrence});
  json.emplace_back("questions", std::move(questions));
  if (!partial.empty()) json.emplace_back("partial", std::move(partial));
  if (explained.derived) add_derived(*explained.derived, json);
  json.emplace_back("derivation", derivation_json(explained.derivation, language));
  json.emplace_back("report", report_json(explained.derived));
  json.emplace_back("derivation_version", derivation_version);
  return json;
}

}  // namespace inspectord
