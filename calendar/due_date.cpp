// SPDX-License-Identifier: Apache-2.0
#include "calendar/due_date.hpp"

#include "calendar/days_off.hpp"

namespace inspectord {
namespace {

std::string code_of(Bound bound) {
  switch (bound) {
    case Bound::before:
      return "before";
    case Bound::by:
      return "by";
    case Bound::until:
      return "until";
  }
  return "by";
}

}  // namespace

DueDate derive_due_date(std::string raw, Bound bound, LocalDate nominal, const DaysOff& days_off) {
  DueDate due{.raw = std::move(raw),
              .bound = bound,
              .nominal = nominal,
              .last_on_time = bound == Bound::before ? plus_days(nominal, -1) : nominal,
              .safe_day = {},
              .legal_end = {},
              .derivation = {}};
  due.safe_day = days_off.last_working_day_on_or_before(due.last_on_time);
  due.legal_end = days_off.next_working_day_on_or_after(due.last_on_time);
  if (due.raw.empty()) {
    due.derivation.push_back({"given", {{"nominal", to_string(nominal)}}});
  } else {
    due.derivation.push_back({"start", {{"raw", due.raw}, {"nominal", to_string(nominal)}}});
  }
  due.derivation.push_back({code_of(bound), {{"last_on_time", to_string(due.last_on_time)}}});
  if (due.safe_day != due.last_on_time) {
    due.derivation.push_back({"day_off",
                              {{"day", to_string(due.last_on_time)},
                               {"safe_day", to_string(due.safe_day)},
                               {"legal_end", to_string(due.legal_end)},
                               {"article", "Civil Code 2015 Art. 148(5)"},
                               {"calendar", days_off.version()}}});
  }
  return due;
}

}  // namespace inspectord
