// SPDX-License-Identifier: Apache-2.0
#include "workflow/duties_asked.hpp"

#include "workflow/due_days.hpp"

namespace inspectord {
namespace {

/// Nullopt: it has no day in the plan year.
std::optional<Duty> as_duty(const RecurringDuty& recurring, int plan_year) {
  if (recurring.frequency != Frequency::yearly || !recurring.anchor) return std::nullopt;
  const LocalDate anchor = *recurring.anchor;
  Duty duty;
  duty.key = recurring.key;
  duty.what = recurring.what;
  duty.owed_by = recurring.owed_by;
  duty.to = recurring.to;
  duty.due = {.kind = DueKind::yearly,
              .raw = recurring.raw,
              .bound = Bound::by,
              .day = {},
              .month_day = anchor.month() / anchor.day()};
  if (yearly_day(duty.due, plan_year) < anchor) return std::nullopt;
  return duty;
}

std::optional<int> shortest_gap(Frequency frequency) {
  switch (frequency) {
    case Frequency::daily:
      return 1;
    case Frequency::weekly:
      return 7;
    case Frequency::monthly:
      return 28;
    case Frequency::quarterly:
      return 90;
    case Frequency::half_yearly:
      return 181;
    case Frequency::yearly:
      return 365;
    case Frequency::unspecified:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Duty> duties_asked(const Plan& plan) {
  auto duties = plan.duties;
  for (const auto& recurring : plan.recurring_duties) {
    if (auto duty = as_duty(recurring, plan.plan_year)) duties.push_back(std::move(*duty));
  }
  return duties;
}

std::optional<Duty> find_duty(const Plan& plan, std::string_view key) {
  if (const auto* duty = find_by_key(plan.duties, key)) return *duty;
  const auto* recurring = find_by_key(plan.recurring_duties, key);
  return recurring ? as_duty(*recurring, plan.plan_year) : std::nullopt;
}

std::optional<Duty> find_duty(const PlanRecord& record, std::string_view key) {
  if (auto duty = find_duty(record.content, key)) return duty;
  const auto* recommendation = find_by_key(record.recommendations, key);
  if (!recommendation) return std::nullopt;
  Duty duty;
  duty.key = recommendation->key;
  duty.what = recommendation->text;
  duty.owed_by.agency = recommendation->unit;
  duty.to = record.content.issuer;
  return duty;
}

std::optional<int> due_gap(const Plan& plan, std::string_view key) {
  if (const auto* recurring = find_by_key(plan.recurring_duties, key))
    return shortest_gap(recurring->frequency);
  const auto* duty = find_by_key(plan.duties, key);
  return duty && duty->due.kind == DueKind::yearly ? shortest_gap(Frequency::yearly) : std::nullopt;
}

}  // namespace inspectord
