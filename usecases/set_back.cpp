// SPDX-License-Identifier: Apache-2.0
#include "usecases/set_back.hpp"

#include "storage/address_pace.hpp"
#include "storage/agencies.hpp"
#include "storage/outbox_recall.hpp"
#include "storage/plans.hpp"
#include "storage/reminders.hpp"
#include "usecases/alone.hpp"
#include "usecases/recall.hpp"
#include "usecases/ring.hpp"
#include "usecases/wanted.hpp"

namespace inspectord {

using std::chrono::milliseconds;

milliseconds set_back_since_last_ring(Connection& db, Instant now) {
  const auto rang_at = last_rang_at(db);
  const auto by = rang_at ? *rang_at - now : milliseconds{0};
  return by >= set_back_noticed ? by : milliseconds{0};
}

void bring_waiting_back(Transaction& tx, milliseconds by, Instant now) {
  outbox::bring_waiting_back(tx, by, now);
  address_pace::bring_back(tx, by, now);
}

void bring_reminders_back(Transaction& tx, std::span<const PlanId> plans, Instant now,
                          const House& house) {
  const auto bring_back = [&](PlanId plan) {
    const auto record = find_plan(tx, plan).value();
    const auto directory = directory_for(tx, record, house.zone.date_of(now));
    withdraw_written_after(tx, plan, now, house);
    reconcile_ledger(tx, plan, wanted_now(tx, record, directory, now, house), now, {},
                     house.random);
  };
  for (const auto plan : plans) {
    done_alone(tx, "the reminders of a plan could not follow the clock", plan.to_string(),
               [&] { bring_back(plan); });
  }
}

}  // namespace inspectord
