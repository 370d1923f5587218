// SPDX-License-Identifier: Apache-2.0
#include "calendar/derive.hpp"
#include "calendar/named_due.hpp"
#include "calendar/report_due.hpp"

namespace inspectord {
namespace {

DueDate limit_again(const DueDate& due, const CountedLimit& limit, const DaysOff& days_off) {
  const CountStart start{limit.event, limit.from};
  const DueRule rule = limit.back ? DueRule{Ahead{limit.count, limit.unit, start}}
                                  : DueRule{Within{limit.count, limit.unit, start}};
  return *derive(due.raw, rule, days_off).due;
}

DueDate day_again(const DueDate& due, const DaysOff& days_off) {
  if (due.recurs) return derive_recurrent_day(due.raw, *due.recurs, days_off);
  if (due.limit) return limit_again(due, *due.limit, days_off);
  if (due.hour) return derive_due_before_hour(due.raw, due.nominal, *due.hour, days_off);
  if (before_midnight(due)) return derive_due_before_hour(due.raw, due.nominal, {}, days_off);
  return derive_due_date(due.raw, due.bound, due.nominal, days_off);
}

}  // namespace

DueDate derive_again(const DueDate& due, const DaysOff& days_off) {
  return for_report_of(due, day_again(due, days_off), days_off);
}

}  // namespace inspectord
