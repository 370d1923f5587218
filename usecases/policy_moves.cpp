// SPDX-License-Identifier: Apache-2.0
#include "usecases/policy_moves.hpp"

#include "storage/agencies.hpp"
#include "storage/plans.hpp"
#include "storage/policies.hpp"
#include "usecases/wanted.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace inspectord {
namespace {

template <class Entries>
std::string key_in(const Entries& entries, const UuidBytes& target) {
  for (const auto& one : entries) {
    if (one.id.bytes() == target) return one.key;
  }
  return {};
}

std::string key_of(const PlanRecord& record, TargetKind kind, const UuidBytes& target) {
  switch (kind) {
    case TargetKind::visit:
      return key_in(record.visits, target);
    case TargetKind::duty:
      return key_in(record.duties, target);
    case TargetKind::task:
      return key_in(record.tasks, target);
  }
  return {};
}

Instant first_of(const ReminderShift& shift) {
  if (!shift.before || !shift.after) return shift.before ? *shift.before : *shift.after;
  return std::min(*shift.before, *shift.after);
}

}  // namespace

std::vector<ReminderShift> shifts_between(const PlanRecord& record,
                                          const std::vector<WantedReminder>& before,
                                          const std::vector<WantedReminder>& after, Instant now) {
  using Key = std::tuple<UuidBytes, std::string, AgencyId>;
  std::map<Key, ReminderShift> found;
  const auto take = [&](const std::vector<WantedReminder>& wanted,
                        std::optional<Instant> ReminderShift::*at) {
    for (const auto& one : wanted) {
      auto& shift = found[{one.target, one.rule, one.recipient}];
      shift.target_kind = one.target_kind;
      shift.target = one.target;
      shift.rule = one.rule;
      shift.recipient = one.recipient;
      shift.*at = one.at;
    }
  };
  take(before, &ReminderShift::before);
  take(after, &ReminderShift::after);
  std::vector<ReminderShift> shifts;
  for (auto& [key, shift] : found) {
    const bool to_come =
        (shift.before && *shift.before > now) || (shift.after && *shift.after > now);
    if (!to_come || shift.before == shift.after) continue;
    shift.key = key_of(record, shift.target_kind, shift.target);
    shifts.push_back(std::move(shift));
  }
  std::ranges::stable_sort(shifts, {}, first_of);
  return shifts;
}

std::vector<ShiftedPlan> find_shifts(Connection& db, AgencyId owner,
                                     const std::optional<ReminderPolicy>& before,
                                     const ReminderPolicy& after, Instant now, const House& house) {
  std::vector<ShiftedPlan> found;
  if (!before) return found;  // nothing can name it yet
  for (const auto plan : plans_by_policy(db, owner, after.key)) {
    const auto record = find_plan(db, plan).value();
    const auto directory = directory_for(db, record, house.zone.date_of(now));
    const auto was = wanted_now(db, record, directory, *before, now, house);
    auto becomes = wanted_now(db, record, directory, after, now, house);
    auto shifts = shifts_between(record, was, becomes, now);
    found.push_back({.plan = plan,
                     .number = record.number,
                     .title = record.content.title,
                     .shifts = std::move(shifts),
                     .wanted = std::move(becomes)});
  }
  return found;
}

}  // namespace inspectord
