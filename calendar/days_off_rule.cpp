// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off_rule.hpp"

#include "calendar/days_off.hpp"

#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 3> names{"leave", "working_day_before", "working_day_after"};

}  // namespace

std::string_view to_string(DaysOffRule rule) {
  return names[static_cast<std::size_t>(rule)];
}

std::optional<DaysOffRule> parse_days_off_rule(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<DaysOffRule>(i);
  }
  return std::nullopt;
}

LocalDate placed_by(DaysOffRule rule, LocalDate day, const DaysOff& days_off) {
  switch (rule) {
    case DaysOffRule::leave:
      return day;
    case DaysOffRule::working_day_before:
      return days_off.last_working_day_on_or_before(day);
    case DaysOffRule::working_day_after:
      return days_off.next_working_day_on_or_after(day);
  }
  return day;
}

}  // namespace inspectord
