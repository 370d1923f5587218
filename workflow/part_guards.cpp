// SPDX-License-Identifier: Apache-2.0
#include "workflow/part_guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int longest_plan_years = 10;  // "giai đoạn 2021-2030"

int year_of(LocalDate day) {
  return static_cast<int>(day.year());
}

void check_day(Guard& guard, LocalDate day, LocalDate today, int first_year, int last_year) {
  if (year_of(day) < first_year || year_of(day) > last_year) {
    return guard.add(refuse::outside_plan_years, "/date",
                     {{"date", to_string(day)},
                      {"first", std::to_string(first_year)},
                      {"last", std::to_string(last_year)}});
  }
  guard.need(day >= today, refuse::date_in_past, "/date",
             {{"date", to_string(day)}, {"today", to_string(today)}});
}

}  // namespace

void check_visit_day(Guard& guard, const Plan& plan, LocalDate day, LocalDate today) {
  const auto named = [&](std::optional<LocalDate> date) {
    return date ? year_of(*date) : plan.plan_year;
  };
  const PlanPeriod period = plan.period.value_or(PlanPeriod{});
  check_day(guard, day, today, std::min(plan.plan_year, named(period.start)) - 1,
            std::max(plan.plan_year, named(period.end)) + 1);
}

void check_deadline(Guard& guard, LocalDate day, LocalDate today) {
  if (day < today) {
    return guard.add(refuse::date_in_past, "/date",
                     {{"date", to_string(day)}, {"today", to_string(today)}});
  }
  check_day(guard, day, today, year_of(today), year_of(today) + longest_plan_years);
}

}  // namespace inspectord
