// SPDX-License-Identifier: Apache-2.0
// The end of a plan: what has to be there for it, and what ends with it.
#include "workflow/guards.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// What ends a plan: an inspection plan by a numbered conclusion for each visited unit, an
/// implementation plan by its closing report or decision, or a reason; a guidance letter by a
/// closing day or its successor.
void check_conclusions(Guard& guard, const PlanRecord& record, const PlanInput& input) {
  switch (record.content.kind) {
    case PlanKind::implementation_plan:
      guard.need(!input.document.empty() || !input.reason.empty(), refuse::document_needed,
                 "/document");
      return;
    case PlanKind::guidance_letter:
      guard.need(!input.document.empty() || input.date, refuse::missing, "/date",
                 {{"what", "date"}});
      return;
    case PlanKind::inspection_plan:
      break;
  }
  for (const auto& visit : record.visits) {
    if (visit.state != VisitState::held) continue;
    const auto* planned = find_by_key(record.content.visits, visit.key);
    const std::string unit = planned ? planned->unit : visit.key;
    const bool covered = std::any_of(
        input.conclusions.begin(), input.conclusions.end(), [&](const auto& conclusion) {
          return !conclusion.number.empty() &&
                 std::find(conclusion.units.begin(), conclusion.units.end(), unit) !=
                     conclusion.units.end();
        });
    guard.need(covered, refuse::document_needed, "/conclusions", {{"unit", unit}});
  }
}

/// When the last visit to a unit was held; nullopt: none was.
std::optional<LocalDate> visited_on(const PlanRecord& record, const std::string& unit) {
  std::optional<LocalDate> last;
  for (const auto& visit : record.visits) {
    const auto* planned = find_by_key(record.content.visits, visit.key);
    if (visit.state != VisitState::held || !planned || planned->unit != unit) continue;
    last = last ? std::max(*last, visit.date) : visit.date;
  }
  return last;
}

/// A conclusion speaks of agencies of the plan, and not before it could have been drawn.
void check_conclusion(Guard& guard, const PlanRecord& record, const ConclusionEntry& conclusion,
                      const std::string& pointer, LocalDate today) {
  guard.need(conclusion.date <= today, refuse::date_in_future, pointer + "/date",
             {{"date", to_string(conclusion.date)}});
  for (std::size_t i = 0; i < conclusion.units.size(); ++i) {
    const auto& unit = conclusion.units[i];
    guard.need(find_by_key(record.content.agencies, unit) != nullptr, refuse::no_such_target,
               pointer + "/units/" + std::to_string(i), {{"key", unit}});
    const auto visited = visited_on(record, unit);
    if (visited && conclusion.date < *visited) {
      guard.add(refuse::before_its_day, pointer + "/date", {{"date", to_string(*visited)}});
    }
  }
}

/// Conclusion, closing report or successor, closing day: as given.
std::string closing_document(const PlanInput& input) {
  std::string text = input.document;
  const auto append = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (input.date) append(to_string(*input.date));
  for (const auto& conclusion : input.conclusions)
    append(conclusion.number + ", " + to_string(conclusion.date));
  return text;
}

}  // namespace

Result<Step> conclude(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!record.amendment, refuse::amendment_open);
  check_conclusions(guard, record, input);
  for (std::size_t i = 0; i < input.conclusions.size(); ++i) {
    check_conclusion(guard, record, input.conclusions[i], "/conclusions/" + std::to_string(i),
                     scene.today);
  }
  for (std::size_t i = 0; i < record.duties.size(); ++i) {
    const auto& duty = record.duties[i];
    const bool pending = duty.state == DutyState::open || duty.state == DutyState::returned;
    const bool due_by_now = duty.due && duty.due->last_on_time <= scene.today;
    guard.need(!(pending && due_by_now), refuse::duty_open, "/duties/" + std::to_string(i),
               {{"key", duty.key}});
  }
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::concluded;
  after.reason = input.reason;
  after.closing_document = closing_document(input);
  for (auto& duty : after.duties) {
    if (duty.state == DutyState::waiting || duty.state == DutyState::open ||
        duty.state == DutyState::returned) {
      duty.state = DutyState::ended;
    }
  }
  auto event = plan_event(record, after, "plan.concluded", input.reason);
  return Step{.record = std::move(after),
              .events = {std::move(event)},
              .notices = {},
              .dropped_because = "concluded"};
}

}  // namespace inspectord
