// SPDX-License-Identifier: Apache-2.0
#include "calendar/due_date.hpp"

#include "calendar/days_off.hpp"
#include "calendar/named_due.hpp"

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

LocalDate last_on_time(Bound bound, LocalDate day) {
  return bound == Bound::before ? plus_days(day, -1) : day;
}

DerivationStep bound_step(Bound bound, LocalDate last_on_time) {
  return {code_of(bound), {{"last_on_time", to_string(last_on_time)}}};
}

DueDate named_due(std::string raw, Bound bound, LocalDate nominal, Steps said,
                  const DaysOff& days_off) {
  DueDate due{.raw = std::move(raw),
              .bound = bound,
              .nominal = nominal,
              .last_on_time = last_on_time(bound, nominal),
              .safe_day = {},
              .legal_end = {},
              .hour = {},
              .calendar = days_off.version(),
              .derivation = {}};
  due.safe_day = days_off.last_working_day_on_or_before(due.last_on_time);
  due.legal_end = days_off.next_working_day_on_or_after(due.last_on_time);
  due.derivation = {origin(due)};
  for (auto& step : said) due.derivation.push_back(std::move(step));
  add_day_off_step(due.derivation, due.last_on_time, due, days_off);
  add_provisional_steps(due.derivation, {due.safe_day, due.legal_end}, days_off);
  return due;
}

DueDate derive_due_date(std::string raw, Bound bound, LocalDate nominal, const DaysOff& days_off) {
  const auto step = bound_step(bound, last_on_time(bound, nominal));
  return named_due(std::move(raw), bound, nominal, {step}, days_off);
}

DueDate derive_due_before_hour(std::string raw, LocalDate day, LocalTime hour,
                               const DaysOff& days_off) {
  const DerivationStep step{"before_hour",
                            {{"last_on_time", to_string(day)}, {"hour", to_string(hour)}}};
  auto due = named_due(std::move(raw), Bound::by, day, {step}, days_off);
  due.hour = hour;
  return due;
}

}  // namespace inspectord
