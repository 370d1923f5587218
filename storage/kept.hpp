// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/plan_contents.hpp"
#include "workflow/directory.hpp"
#include "workflow/record.hpp"
#include "workflow/reminders.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace inspectord {

/// Agencies and groups as they were on one day, at one version of the directory.
struct KeptDirectory {
  using Group = std::tuple<AgencyId, std::string, std::string>;  ///< Owner, key of plan, of group.

  std::int64_t version = 0;
  LocalDate day{};
  std::map<AgencyId, std::optional<DirectoryAgency>> agencies;  ///< nullopt: there is none.
  std::map<Group, std::vector<AgencyId>> members;  ///< Those entered beside what the paper says.
};

/// What the ledger of a plan was last made to agree with, and the version that wanted it.
struct SettledLedger {
  Version version = 0;
  std::vector<WantedReminder> wanted;
};

/// What one connection has read or written and need not read again. Nothing of it is believed
/// unasked: who uses it first reads the number by which it is known to hold (the version of the
/// plan, of the directory). Numbers that were taken back may come again with other rows behind
/// them, so a rollback forgets all. Used by one thread at a time, like the connection.
struct Kept {
  static constexpr std::size_t most_plans = 512;

  PlanContents contents;  ///< By their hash: outlives a rollback.
  RecentMap<PlanId, PlanRecord> plans{most_plans};
  RecentMap<PlanId, SettledLedger> ledgers{most_plans};
  KeptDirectory directory;

  /// An act planned a reminder, queued a message or let sending go on: something may be due earlier
  /// than was known. The writer takes it after each act.
  bool made_due = false;

  void forget() {
    plans.clear();
    ledgers.clear();
    directory = {};
  }
};

}  // namespace inspectord
