// SPDX-License-Identifier: Apache-2.0
#include "workflow/periods.hpp"

#include "workflow/duties_asked.hpp"
#include "workflow/guards.hpp"
#include "workflow/openings.hpp"
#include "workflow/repetition.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int looked_back = 62;  // days

/// The day on which the first period after those of today is taken up.
std::optional<LocalDate> opens_next(const Plan& plan, const Repetition& led, LocalDate today,
                                    const DaysOff& days_off) {
  auto day = first_day_after(plan, led, today, days_off);
  while (day && day->begins <= today) day = next_day(plan, led, *day, days_off);
  return day ? std::optional{day->begins} : std::nullopt;
}

bool is_in_force(const PlanRecord& record) {
  return record.state == PlanState::notified || record.state == PlanState::inspected;
}

}  // namespace

Instant in_force_since(const PlanRecord& record) {
  return record.revisions.empty() ? record.notified_at.value()
                                  : record.revisions.back().notified_at;
}

Step open_periods(const PlanRecord& record, LocalDate since, LocalDate waits_since,
                  const Scene& scene) {
  Step step{.record = record, .events = {}, .notices = {}, .dropped_because = {}};
  if (!is_in_force(record)) return step;
  const auto from = std::min(plus_days(scene.today, -looked_back), waits_since);
  begin_periods(step.record, std::max(since, from), scene);
  if (step.record.duties.size() > record.duties.size())
    step.events.push_back(plan_event(record, step.record, "plan.periods_opened", {}));
  return step;
}

std::optional<LocalDate> next_opening(const PlanRecord& record, LocalDate today,
                                      const DaysOff& days_off) {
  if (!is_in_force(record)) return std::nullopt;
  std::optional<LocalDate> next;
  for (const auto& duty : duties_asked(record.content)) {
    if (!duty.due.again) continue;
    const auto opens = opens_next(record.content, with_lead(*duty.due.again), today, days_off);
    if (opens) next = next ? std::min(*next, *opens) : *opens;
  }
  return next;
}

}  // namespace inspectord
