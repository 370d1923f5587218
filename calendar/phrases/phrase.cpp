// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/phrase.hpp"

#include <algorithm>
#include <array>

namespace inspectord {

std::string_view to_string(Meaning meaning) {
  static constexpr std::array<std::string_view, 11> codes{
      "visit", "deadline",   "period",        "window",    "document_date", "event",
      "time",  "recurrence", "report_period", "programme", "date"};
  return codes[static_cast<std::size_t>(meaning)];
}

std::string_view to_string(PhraseBound bound) {
  static constexpr std::array<std::string_view, 7> codes{"before",     "by", "until",  "within",
                                                         "not_before", "at", "at_once"};
  return codes[static_cast<std::size_t>(bound)];
}

std::string_view to_string(Question question) {
  static constexpr std::array<std::string_view, 11> codes{
      "year_missing",   "century_missing",   "month_missing",  "day_missing",
      "no_such_day",    "weekday_mismatch",  "range_reversed", "event_date_missing",
      "anchor_missing", "frequency_missing", "ambiguous"};
  return codes[static_cast<std::size_t>(question)];
}

std::string to_string(const Moment& moment) {
  if (!moment.date) return to_string(moment.time.value_or(LocalTime{0}));
  if (!moment.time) return to_string(*moment.date);
  return to_string(*moment.date) + "T" + to_string(*moment.time);
}

void ask(Phrase& phrase, Question question) {
  const auto place = std::ranges::lower_bound(phrase.questions, question);
  if (place == phrase.questions.end() || *place != question)
    phrase.questions.insert(place, question);
}

void note(Phrase& phrase, std::string code,
          std::vector<std::pair<std::string, std::string>> arguments) {
  phrase.steps.push_back({std::move(code), std::move(arguments)});
}

}  // namespace inspectord
