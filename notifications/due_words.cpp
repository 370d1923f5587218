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

std::string in_words(Language language, std::vector<DerivationStep> steps) {
  std::erase_if(steps, says_origin);
  if (std::ranges::all_of(steps, says_bound)) return {};
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
