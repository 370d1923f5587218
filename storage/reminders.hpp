// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/connection.hpp"
#include "workflow/reminders.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace inspectord {

/// A row of the reminder ledger.
struct LedgerRow {
  ReminderId id;
  PlanId plan;
  TargetKind target_kind = TargetKind::visit;
  UuidBytes target{};
  int sequence = 0;
  std::string rule;
  AgencyId recipient;
  Part part = Part::unit;
  Instant at{};
  ReminderState state = ReminderState::planned;
  std::string dropped_because;
};

/// What happened to the ledger in an act.
struct LedgerChange {
  int planned = 0;
  int dropped = 0;  ///< Rows that no longer hold.
  int past = 0;  ///< Rows whose instant was already past: written as dropped, never sent in bulk.
};

/// Makes the ledger of a plan agree with what is wanted: missing rows are planned (or, if past,
/// written as dropped), planned rows that are no longer wanted, or wanted at another instant, are
/// dropped with the reason, and dropped ones that are wanted again before their instant are planned
/// again. What is due stays due where it is wanted at another instant that is past as well.
LedgerChange reconcile_ledger(Transaction&, PlanId, const std::vector<WantedReminder>&, Instant now,
                              std::string_view dropped_because, Random&);

/// Planned rows due at `now`, oldest first, whole (plan, recipient) groups, at most `limit` groups.
/// Without those of the digest.
std::vector<LedgerRow> due_reminders(Connection&, Instant now, int limit);

/// Agencies with planned rows of the digest before an instant.
std::vector<AgencyId> agencies_with_digest(Connection&, Instant before, int limit);
/// These rows of one of them, plan by plan.
std::vector<LedgerRow> due_for_digest(Connection&, AgencyId recipient, Instant before);

/// The instant of the next planned row that is not of the digest.
std::optional<Instant> next_reminder_at(Connection&);

/// Plans with planned rows from an instant on, before another, or with rows that were past when
/// they were written: other days off may bring them to come.
std::set<PlanId> plans_reminded_between(Connection&, Instant from, Instant until);

/// Plans of whose rows something was planned or settled after an instant. Reads the whole ledger.
std::vector<PlanId> plans_touched_after(Connection&, Instant);

/// Repetitions ("repeat+31") that were sent though they are to come: by a clock that was ahead.
std::vector<LedgerRow> repetitions_sent_after(Connection&, PlanId, Instant);

void mark_sent(Transaction&, ReminderId, Instant now);
void mark_planned(Transaction&, ReminderId);  ///< What was sent was taken back, and is due anew.
void mark_dropped(Transaction&, ReminderId, std::string_view because, Instant now);

/// What came of a message: reminders that reached nobody by any channel are dropped as
/// `undeliverable`; one that arrives after all was sent.
void mark_undeliverable(Transaction&, const MessageId&, Instant now);
void mark_delivered(Transaction&, const MessageId&, Instant now);

/// Where a page of the ledger ended.
struct LedgerPlace {
  Instant at{};
  ReminderId id;
};
/// The ledger of a plan, by instant, what stands behind a place; of one recipient, in one
/// state alone if given.
std::vector<LedgerRow> ledger_of(Connection&, PlanId, std::optional<AgencyId> recipient, int limit,
                                 const std::optional<LedgerPlace>& after = {},
                                 std::optional<ReminderState> state = {});

/// How often an agency was reminded of a target.
int times_reminded(Connection&, const UuidBytes& target, AgencyId recipient);

}  // namespace inspectord
