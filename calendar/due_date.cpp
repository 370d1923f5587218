// SPDX-License-Identifier: Apache-2.0
#include "calendar/due_date.hpp"

#include "calendar/days_off.hpp"
#include "calendar/derivation_steps.hpp"

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

DerivationStep origin(const DueDate& due) {
  const auto nominal = to_string(due.nominal);
  if (due.raw.empty()) return {"given", {{"nominal", nominal}}};
  return {"start", {{"raw", due.raw}, {"nominal", nominal}}};
}

}  // namespace

DueDate derive_due_date(std::string raw, Bound bound, LocalDate nominal, const DaysOff& days_off) {
  DueDate due{.raw = std::move(raw),
              .bound = bound,
              .nominal = nominal,
              .last_on_time = bound == Bound::before ? plus_days(nominal, -1) : nominal,
              .safe_day = {},
              .legal_end = {},
              .hour = {},
              .calendar = days_off.version(),
              .derivation = {}};
  due.safe_day = days_off.last_working_day_on_or_before(due.last_on_time);
  due.legal_end = days_off.next_working_day_on_or_after(due.last_on_time);
  due.derivation = {origin(due), {code_of(bound), {{"last_on_time", to_string(due.last_on_time)}}}};
  add_day_off_step(due.derivation, due.last_on_time, due, days_off);
  add_provisional_steps(due.derivation, {due.safe_day, due.legal_end}, days_off);
  return due;
}

}  // namespace inspectord
