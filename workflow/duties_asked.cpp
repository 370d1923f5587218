// SPDX-License-Identifier: Apache-2.0
#include "workflow/duties_asked.hpp"

#include "workflow/repetition.hpp"

namespace inspectord {
namespace {

constexpr int days_of_a_year = 365;

std::optional<PlannedDue> due_of(const RecurringDuty& recurring) {
  const Repetition again{.frequency = recurring.frequency,
                         .anchor = recurring.anchor,
                         .rrule = recurring.rrule,
                         .cron = recurring.cron,
                         .days_off = recurring.days_off,
                         .lead = recurring.lead};
  const auto recurrence = recurrence_of(again);
  if (!recurrence || !recurrence.value()) return std::nullopt;
  return PlannedDue{.kind = DueKind::undated,
                    .raw = recurring.raw,
                    .bound = Bound::by,
                    .report = recurring.report,
                    .again = again};
}

/// Nullopt: it is asked for on no day.
std::optional<Duty> as_duty(const RecurringDuty& recurring) {
  auto due = due_of(recurring);
  if (!due) return std::nullopt;
  Duty duty;
  duty.key = recurring.key;
  duty.what = recurring.what;
  duty.owed_by = recurring.owed_by;
  duty.to = recurring.to;
  duty.due = std::move(*due);
  return duty;
}

}  // namespace

std::vector<Duty> duties_asked(const Plan& plan) {
  auto duties = plan.duties;
  for (const auto& recurring : plan.recurring_duties) {
    if (auto duty = as_duty(recurring)) duties.push_back(std::move(*duty));
  }
  return duties;
}

std::optional<Duty> find_duty(const Plan& plan, std::string_view key) {
  if (const auto* duty = find_by_key(plan.duties, key)) return *duty;
  const auto* recurring = find_by_key(plan.recurring_duties, key);
  return recurring ? as_duty(*recurring) : std::nullopt;
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
  const auto duty = find_duty(plan, key);
  if (!duty) return std::nullopt;
  if (duty->due.again) return gap_of(*duty->due.again);
  return duty->due.kind == DueKind::yearly ? std::optional{days_of_a_year} : std::nullopt;
}

}  // namespace inspectord
