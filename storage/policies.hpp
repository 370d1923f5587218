// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/policy.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// A version of a house's policy.
struct StoredPolicy {
  AgencyId owner;
  int number = 1;  ///< Counts the versions of its key.
  ReminderPolicy policy;
  UserId edited_by;
  Instant edited_at{};
};

/// None is ever changed or deleted.
namespace policy_rows {

void insert(Transaction&, const StoredPolicy&);

/// The version in force, or nullopt where the house has none of that key.
std::optional<StoredPolicy> current(Connection&, AgencyId owner, std::string_view key);
/// The versions in force of all keys of a house, by key.
std::vector<StoredPolicy> list(Connection&, AgencyId owner);
/// All of a key, newest first.
std::vector<StoredPolicy> versions(Connection&, AgencyId owner, std::string_view key);

}  // namespace policy_rows

/// The plans whose reminders are in the ledger and that name a policy of their owner's, by id.
std::vector<PlanId> plans_by_policy(Connection&, AgencyId owner, std::string_view key);
/// A policy as plans name it: its owner is theirs.
struct NamedPolicy {
  AgencyId owner;
  std::string key;

  friend auto operator<=>(const NamedPolicy&, const NamedPolicy&) = default;
};
/// Those that plans whose reminders are in the ledger name.
std::vector<NamedPolicy> policies_in_use(Connection&);
/// That of one such plan; nothing where it names none, or has no reminders in the ledger.
std::optional<NamedPolicy> policy_in_use(Connection&, PlanId);

}  // namespace inspectord
