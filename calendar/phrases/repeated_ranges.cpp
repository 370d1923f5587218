// SPDX-License-Identifier: Apache-2.0
#include "calendar/phrases/repeated_ranges.hpp"

#include "calendar/phrases/paces.hpp"
#include "calendar/phrases/repeated_days.hpp"

namespace inspectord {

std::optional<FoundPhrase> repeated_range(const PhraseText& page, std::size_t i,
                                          const WrittenMoments& moments) {
  if (!moments.days || moments.hours || moments.last_hour || moments.days->spans.size() != 1)
    return std::nullopt;
  const auto& [first, last, begin, end] = moments.days->spans[0];
  if (!last || !first.day || !last->day || first.year || last->year) return std::nullopt;
  if (!could_be_days(*moments.days)) return std::nullopt;
  const auto every = every_pace_at(page.tokens, moments.end);
  const auto quarters = month_of_quarters_at(page.tokens, moments.end);
  Phrase phrase{.meaning = Meaning::recurrence};
  std::size_t after = moments.end + every.tokens;
  const bool monthly = !first.month && !last->month && *first.day <= *last->day;
  if (monthly && every.frequency == Frequency::monthly) {
    phrase.recurrence = month_days_rrule({*first.day}, {}, std::nullopt);
  } else if (monthly && quarters.tokens) {
    phrase.recurrence = month_days_rrule({*first.day}, quarters.months, std::nullopt);
    after = moments.end + quarters.tokens;
  } else if (first.month && every.frequency == Frequency::yearly) {
    phrase.recurrence = month_days_rrule({*first.day}, {*first.month}, std::nullopt);
  } else {
    return std::nullopt;
  }
  ask(phrase, Question::ambiguous);
  return found_on(page, i, after, std::move(phrase));
}

}  // namespace inspectord
