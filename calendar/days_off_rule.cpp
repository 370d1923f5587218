// SPDX-License-Identifier: Apache-2.0
#include "calendar/days_off_rule.hpp"

#include "calendar/days_off.hpp"

namespace inspectord {
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
