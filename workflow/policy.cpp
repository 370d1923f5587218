// SPDX-License-Identifier: Apache-2.0
#include "workflow/policy.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

std::vector<PolicyOffset> offsets_14_7_3_1() {
  std::vector<PolicyOffset> offsets;
  for (const int days : {14, 7, 3, 1}) offsets.push_back({days, PolicySide::before});
  for (const int days : {1, 3}) offsets.push_back({days, PolicySide::after});
  return offsets;
}

const std::array<ReminderPolicy, 2>& policies() {
  static const std::array<ReminderPolicy, 2> all{
      ReminderPolicy{.key = "civil-14-7-3-1", .offsets = offsets_14_7_3_1()},
      ReminderPolicy{.key = std::string{policy_of_new_plans},
                     .send_on = SendingDays::working,
                     .offsets = offsets_14_7_3_1()}};
  return all;
}

}  // namespace

std::string rule_code(const PolicyOffset& offset) {
  return (offset.when == PolicySide::before ? "T-" : "overdue+") + std::to_string(offset.days) +
         (offset.count == DayCount::working ? "wd" : "");
}

bool asks_for_working_days(const ReminderPolicy& policy) {
  return policy.send_on == SendingDays::working || counts_working_days(policy);
}

bool counts_working_days(const ReminderPolicy& policy) {
  return (policy.repeat && policy.repeat->count == DayCount::working) ||
         std::ranges::any_of(policy.offsets, [](const PolicyOffset& offset) {
           return offset.count == DayCount::working;
         });
}

ReminderPolicy policy_of_tasks(const ReminderPolicy& policy) {
  return {.key = policy.key, .send_on = policy.send_on, .offsets = {{.days = 1}}};
}

const ReminderPolicy& civil_14_7_3_1() {
  return policies()[0];
}

const ReminderPolicy& office_14_7_3_1() {
  return policies()[1];
}

std::span<const ReminderPolicy> built_in_policies() {
  return policies();
}

const ReminderPolicy* find_built_in_policy(std::string_view key) {
  if (key.empty()) return &civil_14_7_3_1();
  const auto all = built_in_policies();
  const auto found = std::ranges::find(all, key, &ReminderPolicy::key);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace inspectord
