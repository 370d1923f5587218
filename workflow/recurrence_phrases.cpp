// SPDX-License-Identifier: Apache-2.0
#include "workflow/recurrence_phrases.hpp"

#include "workflow/repetition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace inspectord {
namespace {

using Days = std::vector<LocalDate>;

constexpr int days_compared = 4 * 366;  // a rule of any year shows itself, with its leap day

/// As the rule has them: the days off of a duty move its due day, not what the paper says.
Days nominal_days(const Recurrence& recurrence, LocalDate first, LocalDate last) {
  Days days;
  for (const auto& day : recurrence.due_between(first, last, DaysOff::vietnam()))
    days.push_back(day.nominal);
  return days;
}

Days days_of_phrase(const std::string& rrule, LocalDate first, LocalDate last) {
  const auto recurrence = Recurrence::by_rule(rrule, first, DaysOffRule::leave, Lead{});
  return recurrence ? nominal_days(recurrence.value(), first, last) : Days{};
}

/// Empty: nobody has said on which days.
Days days_of_duty(const RecurringDuty& duty) {
  const Repetition again{.frequency = duty.frequency,
                         .anchor = duty.anchor,
                         .rrule = duty.rrule,
                         .cron = duty.cron,
                         .days_off = DaysOffRule::leave,
                         .lead = {}};
  const auto recurrence = recurrence_of(again);
  if (!recurrence || !recurrence.value()) return {};
  const auto first = duty.anchor.value_or(make_date(2024, 1, 1));
  return nominal_days(*recurrence.value(), first, plus_days(first, days_compared));
}

/// What a rule is in a word: by how many days it has in a year of 365.
std::optional<Frequency> frequency_of(const std::string& rrule) {
  switch (days_of_phrase(rrule, make_date(2023, 1, 1), make_date(2023, 12, 31)).size()) {
    case 365:
      return Frequency::daily;
    case 52:
    case 53:
      return Frequency::weekly;
    case 12:
      return Frequency::monthly;
    case 4:
      return Frequency::quarterly;
    case 2:
      return Frequency::half_yearly;
    case 1:
      return Frequency::yearly;
    default:
      return std::nullopt;
  }
}

}  // namespace

bool says_recurrence(const Phrase& phrase, const RecurringDuty& duty) {
  const auto* pace = phrase.rule ? std::get_if<Recurring>(&*phrase.rule) : nullptr;
  if (pace && pace->frequency == duty.frequency) return true;
  if (phrase.recurrence.empty()) return false;
  const auto days = days_of_duty(duty);
  if (days.empty()) return frequency_of(phrase.recurrence) == duty.frequency;
  return days == days_of_phrase(phrase.recurrence, days.front(), days.back());
}

}  // namespace inspectord
