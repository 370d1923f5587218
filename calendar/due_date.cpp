// SPDX-License-Identifier: Apache-2.0
#include "calendar/due_date.hpp"

#include "calendar/days_off.hpp"
#include "calendar/named_due.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr auto midnight_code = "before_midnight";

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
  add_calendar_steps(due.derivation, {due.safe_day, due.legal_end}, days_off);
  return due;
}

DueDate derive_due_date(std::string raw, Bound bound, LocalDate nominal, const DaysOff& days_off) {
  const auto step = bound_step(bound, last_on_time(bound, nominal));
  return named_due(std::move(raw), bound, nominal, {step}, days_off);
}

bool before_midnight(const DueDate& due) {
  return std::ranges::any_of(due.derivation,
                             [](const auto& step) { return step.code == midnight_code; });
}

namespace {

/// 00:00 of a day is the end of the day before, and leaves no hour to watch.
DueDate derive_due_before_midnight(std::string raw, LocalDate day, const DaysOff& days_off) {
  const auto last = to_string(last_on_time(Bound::before, day));
  const DerivationStep step{midnight_code, {{"day", to_string(day)}, {"last_on_time", last}}};
  return named_due(std::move(raw), Bound::before, day, {step}, days_off);
}

}  // namespace

DueDate derive_due_before_hour(std::string raw, LocalDate day, LocalTime hour,
                               const DaysOff& days_off) {
  if (hour == LocalTime{}) return derive_due_before_midnight(std::move(raw), day, days_off);
  const DerivationStep step{"before_hour",
                            {{"last_on_time", to_string(day)}, {"hour", to_string(hour)}}};
  auto due = named_due(std::move(raw), Bound::by, day, {step}, days_off);
  due.hour = hour;
  return due;
}

}  // namespace inspectord
