// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workflow/plan/plan.hpp"

namespace inspectord {

/// The first and last day on which a plan can ask for something again: its period, else its year.
struct Season {
  LocalDate first{}, last{};

  bool has(LocalDate day) const { return first <= day && day <= last; }
};

inline Season season_of(const Plan& plan) {
  const auto period = plan.period.value_or(PlanPeriod{});
  return {.first = period.start.value_or(make_date(plan.plan_year, 1, 1)),
          .last = period.end.value_or(make_date(plan.plan_year, 12, 31))};
}

}  // namespace inspectord
