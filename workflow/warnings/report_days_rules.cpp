// SPDX-License-Identifier: Apache-2.0
#include "workflow/due_dates.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/warnings/rules.hpp"

namespace inspectord {
namespace {

/// The first of its days that comes too soon after the end of the figures.
void add_if_too_early(const PlanView& view, const Duty& duty, std::string place, Findings& found) {
  for (const auto& [due, unit] : due_dates_of(view.plan(), duty, view.days_off())) {
    if (!due.report || !due.report->due_too_early) continue;
    found.push_back({std::move(place),
                     {{"what", duty.what},
                      {"raw", duty.due.raw},
                      {"day", to_string(due.last_on_time)},
                      {"data_to", to_string(due.report->data_to)}}});
    return;
  }
}

}  // namespace

/// Decree 09/2019/NĐ-CP Art. 8(5).
Findings find_report_due_too_early(const PlanView& view) {
  Findings found;
  const auto& plan = view.plan();
  for (std::size_t i = 0; i < plan.duties.size(); ++i) {
    if (plan.duties[i].due.report)
      add_if_too_early(view, plan.duties[i], pointer("duties", i, "due"), found);
  }
  for (std::size_t i = 0; i < plan.recurring_duties.size(); ++i) {
    if (!plan.recurring_duties[i].report) continue;
    if (const auto duty = find_duty(plan, plan.recurring_duties[i].key))
      add_if_too_early(view, *duty, pointer("recurring_duties", i), found);
  }
  return found;
}

}  // namespace inspectord
