// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/explained.hpp"

namespace inspectord {
namespace {

void set_date(Phrase& phrase, LocalDate day) {
  phrase.dates = {{.first = {.date = parse_partial_date(to_string(day))}}};
}

/// Limits and points name no day themselves: it follows from the rule.
void take_days(const DerivedDue& derived, Phrase& phrase) {
  const bool counted =
      std::holds_alternative<Within>(*phrase.rule) || std::holds_alternative<Ahead>(*phrase.rule);
  if (counted && derived.due) set_date(phrase, derived.due->last_on_time);
  if (std::holds_alternative<NotBefore>(*phrase.rule) && derived.opens)
    set_date(phrase, *derived.opens);
}

/// A rule whose day lies outside what civil dates can hold has no answer.
bool can_be_derived(const DueRule& rule) {
  constexpr int longest = 999;
  if (const auto* within = std::get_if<Within>(&rule)) return within->count <= longest;
  if (const auto* later = std::get_if<NotBefore>(&rule)) return later->count <= longest;
  if (const auto* ahead = std::get_if<Ahead>(&rule)) return ahead->count <= longest;
  return true;
}

ExplainedPhrase explained(std::string_view text, Phrase phrase, const DaysOff& days_off) {
  std::string raw{text.substr(phrase.begin, phrase.end - phrase.begin)};
  ExplainedPhrase result{.raw = std::move(raw), .phrase = std::move(phrase)};
  result.derivation.push_back(
      {"read_as_" + std::string{to_string(result.phrase.meaning)}, {{"raw", result.raw}}});
  result.derivation.insert(result.derivation.end(), result.phrase.steps.begin(),
                           result.phrase.steps.end());
  if (!result.phrase.rule || !can_be_derived(*result.phrase.rule)) return result;
  result.derived = derive(result.raw, *result.phrase.rule, days_off);
  take_days(*result.derived, result.phrase);
  result.derivation.insert(result.derivation.end(), result.derived->derivation.begin(),
                           result.derived->derivation.end());
  return result;
}

}  // namespace

Result<std::vector<ExplainedPhrase>> explain_phrases(std::string_view text,
                                                     std::optional<int> context_year,
                                                     const DaysOff& days_off) {
  auto phrases = TRY(read_phrases(text, context_year));
  std::vector<ExplainedPhrase> result;
  result.reserve(phrases.size());
  for (auto& phrase : phrases) result.push_back(explained(text, std::move(phrase), days_off));
  return result;
}

}  // namespace inspectord
