// SPDX-License-Identifier: Apache-2.0
#include "notifications/due_words.hpp"

#include "calendar/date_words.hpp"
#include "calendar/derivation_words.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// What the deadline beside it says already: the phrase, or the day that the office set.
bool says_origin(const DerivationStep& step) {
  return step.code == "phrase" || step.code == "start" || step.code == "given";
}

/// "Before", "by" or "until" such a day, or before an hour of it: the deadline says that, too.
bool says_bound(const DerivationStep& step) {
  return step.code == "before" || step.code == "by" || step.code == "until" ||
         step.code == "before_hour" || step.code == "before_midnight";
}

bool is_calendar(const DerivationStep& step) {
  return step.code == "calendar";
}

/// "... (lịch vn-2026.1)": a day off and a doubt name the calendar themselves.
bool names_calendar(const DerivationStep& step) {
  return !is_calendar(step) && std::ranges::any_of(step.arguments, [](const auto& argument) {
    return argument.first == "calendar";
  });
}

std::string in_words(Language language, std::vector<DerivationStep> steps) {
  std::erase_if(steps, says_origin);
  const auto adds_nothing = [](const auto& step) { return says_bound(step) || is_calendar(step); };
  if (std::ranges::all_of(steps, adds_nothing)) return {};
  if (std::ranges::any_of(steps, names_calendar)) std::erase_if(steps, is_calendar);
  std::string text;
  for (const auto& line : derivation_lines(language, steps))
    text += (text.empty() ? "" : "; ") + line;
  return text;
}

}  // namespace

std::string derivation_of(Language language, const DueDate& due) {
  return in_words(language, due.derivation);
}

std::string derivation_without_grace(Language language, const DueDate& due) {
  auto steps = due.derivation;
  std::erase_if(steps, [](const DerivationStep& step) { return step.code == "report_grace"; });
  return in_words(language, std::move(steps));
}

std::string grace_of(Language language, const DueDate& due, LocalDate today) {
  const bool taken = due.report && due.report->grace_days > 0 && today <= due.report->grace_ends;
  return taken ? long_date(language, due.report->grace_ends) : std::string{};
}

}  // namespace inspectord
