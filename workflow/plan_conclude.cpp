// SPDX-License-Identifier: Apache-2.0
// The end of a plan: what has to be there for it, and what ends with it.
#include "workflow/guards.hpp"
#include "workflow/score_sheets.hpp"

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

/// Whoever was visited has a final score by every sheet that is for it, or is not scored for a
/// reason.
void check_scores(Guard& guard, const PlanRecord& record) {
  if (record.content.kind != PlanKind::inspection_plan) return;
  for (const auto& sheet : record.content.score_sheets) {
    for (const auto& unit : scored_units(record.content, sheet)) {
      if (!visited_on(record, unit)) continue;
      const auto* score = find_score(record, sheet.key, unit);
      const auto state = score ? score->state : ScoreState::awaited;
      if (state == ScoreState::final_ || state == ScoreState::not_scored) continue;
      const auto* agency = find_by_key(record.content.agencies, unit);
      guard.add(refuse::score_open, "/scores/" + sheet.key + "/" + unit,
                {{"unit", agency ? agency->name : unit},
                 {"key", unit},
                 {"sheet", sheet.title},
                 {"state", std::string{state_code(state)}}});
    }
  }
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

/// A recommendation is to a unit of its conclusion, and says by when or why not.
void check_recommendation(Guard& guard, const ConclusionEntry& conclusion,
                          const RecommendationEntry& one, const std::string& pointer,
                          const Directory& directory) {
  const auto& units = conclusion.units;
  const bool of_conclusion = std::find(units.begin(), units.end(), one.unit) != units.end();
  guard.need(of_conclusion, refuse::not_concluded_on, pointer + "/unit",
             {{"number", conclusion.number}, {"key", one.unit}});
  guard.need(!of_conclusion || directory.find(one.unit), refuse::no_such_target, pointer + "/unit",
             {{"key", one.unit}});
  guard.need(!one.text.empty(), refuse::missing, pointer + "/text", {{"what", "text"}});
  guard.need(one.due || !one.no_day_because.empty(), refuse::missing, pointer + "/due",
             {{"what", "due, no_day_because"}});
  guard.need(
      !one.due || *one.due >= conclusion.date, refuse::due_before_conclusion, pointer + "/due",
      {{"date", one.due ? to_string(*one.due) : ""}, {"conclusion", to_string(conclusion.date)}});
}

void check_recommendations(Guard& guard, const ConclusionEntry& conclusion,
                           const std::string& pointer, const Directory& directory) {
  if (conclusion.recommendations.empty()) return;
  guard.need(!conclusion.number.empty(), refuse::number_missing, pointer + "/number");
  for (std::size_t i = 0; i < conclusion.recommendations.size(); ++i) {
    check_recommendation(guard, conclusion, conclusion.recommendations[i],
                         pointer + "/recommendations/" + std::to_string(i), directory);
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

void check_duties(Guard& guard, const PlanRecord& record, LocalDate today) {
  for (std::size_t i = 0; i < record.duties.size(); ++i) {
    const auto& duty = record.duties[i];
    const bool pending = duty.state == DutyState::open || duty.state == DutyState::returned;
    const bool due_by_now = duty.due && duty.due->last_on_time <= today;
    guard.need(!(pending && due_by_now), refuse::duty_open, "/duties/" + std::to_string(i),
               {{"key", duty.key}});
  }
}

void end_duties(PlanRecord& record) {
  for (auto& duty : record.duties) {
    if (duty.state == DutyState::waiting || duty.state == DutyState::open ||
        duty.state == DutyState::returned) {
      duty.state = DutyState::ended;
    }
  }
}

/// The duty that stands for a recommendation; without a day it waits for one.
DutyRecord duty_of(const RecommendationEntry& entry, const std::string& key, const Scene& scene) {
  DutyRecord duty;
  duty.id = DutyId::make(scene.now, scene.random);
  duty.key = key;
  duty.agency = scene.directory.find(entry.unit);
  if (entry.due) {
    duty.due = derive_due_date({}, Bound::by, *entry.due, scene.days_off);
    duty.state = DutyState::open;
  }
  return duty;
}

Event opened(const DutyRecord& duty, const Recommendation& recommendation) {
  return {.code = "recommendation.opened",
          .subject_kind = "recommendation",
          .subject = duty.id.bytes(),
          .why = recommendation.no_day_because,
          .before = {},
          .after = {{"state", "open"},
                    {"unit", recommendation.unit},
                    {"conclusion", recommendation.conclusion},
                    {"last_on_time", duty.due ? to_string(duty.due->last_on_time) : ""}}};
}

void begin_recommendations(PlanRecord& record, const PlanInput& input, const Scene& scene,
                           std::vector<Event>& events) {
  for (const auto& conclusion : input.conclusions) {
    for (const auto& entry : conclusion.recommendations) {
      const auto key = "recommendation/" + std::to_string(record.recommendations.size() + 1);
      record.recommendations.push_back({.key = key,
                                        .unit = entry.unit,
                                        .text = entry.text,
                                        .conclusion = conclusion.number,
                                        .conclusion_date = conclusion.date,
                                        .no_day_because = entry.due ? "" : entry.no_day_because});
      record.duties.push_back(duty_of(entry, key, scene));
      events.push_back(opened(record.duties.back(), record.recommendations.back()));
    }
  }
}

}  // namespace

Result<Step> conclude(const PlanRecord& record, const PlanInput& input, const Scene& scene) {
  Guard guard{open_actions(record)};
  guard.need(!record.amendment, refuse::amendment_open);
  check_conclusions(guard, record, input);
  check_scores(guard, record);
  for (std::size_t i = 0; i < input.conclusions.size(); ++i) {
    const auto pointer = "/conclusions/" + std::to_string(i);
    check_conclusion(guard, record, input.conclusions[i], pointer, scene.today);
    check_recommendations(guard, input.conclusions[i], pointer, scene.directory);
  }
  check_duties(guard, record, scene.today);
  if (!guard.passed()) return std::move(guard).refusal();
  PlanRecord after = record;
  after.state = PlanState::concluded;
  after.reason = input.reason;
  after.closing_document = closing_document(input);
  end_duties(after);
  Step step{.record = {},
            .events = {plan_event(record, after, "plan.concluded", input.reason)},
            .notices = {},
            .dropped_because = "concluded"};
  begin_recommendations(after, input, scene, step.events);
  step.record = std::move(after);
  return step;
}

}  // namespace inspectord
