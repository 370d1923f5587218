// SPDX-License-Identifier: Apache-2.0
#include "usecases/period_cases.hpp"

#include "storage/agencies.hpp"
#include "storage/coming_periods.hpp"
#include "storage/plans.hpp"
#include "usecases/alone.hpp"
#include "usecases/plan_cases.hpp"
#include "workflow/periods.hpp"

#include <algorithm>

namespace inspectord {
namespace {

constexpr int plans_at_once = 50;

/// Where nobody was there for long, or the clock was ahead, periods wait since the day on which the
/// first of them was to be opened: none of them is left out.
int open_in(Transaction& tx, PlanId id, LocalDate waits_since, Instant now, const House& house) {
  const auto today = house.zone.date_of(now);
  const auto record = find_plan(tx, id).value();
  const auto days_off = days_off_for(tx, record.owner, house);
  const auto directory = directory_for(tx, record, today);
  const Actor nobody{
      .user = {}, .agency = {}, .roles = {}, .channel = ActorChannel::system, .name = {}};
  const Scene scene{.actor = nobody,
                    .now = now,
                    .today = today,
                    .directory = directory,
                    .days_off = *days_off,
                    .random = house.random,
                    .hash_content = hash_content};
  const auto since = record.notified_at ? house.zone.date_of(in_force_since(record)) : today;
  auto step = open_periods(record, since, waits_since, scene);
  const auto opened = static_cast<int>(step.record.duties.size() - record.duties.size());
  if (!step.events.empty()) store_step(tx, record, std::move(step), nobody, now, house);
  coming_periods::keep(tx, id, next_opening(record, today, *days_off));
  return opened;
}

}  // namespace

OpenedPeriods open_periods(Transaction& tx, Instant now, const House& house) {
  OpenedPeriods done;
  const auto plans = coming_periods::due(tx, house.zone.date_of(now), plans_at_once);
  for (const auto& coming : plans) {
    const auto plan = coming.plan;
    int opened = 0;
    const bool looked_at =
        done_alone(tx, "the periods of a plan could not be opened", plan.to_string(),
                   [&] { opened = open_in(tx, plan, coming.opens_on, now, house); });
    // Tomorrow again: today it would stand before all others.
    if (!looked_at) coming_periods::keep(tx, plan, plus_days(house.zone.date_of(now), 1));
    done.plans += opened > 0 ? 1 : 0;
    done.duties += opened;
  }
  done.more = plans.size() == plans_at_once;
  return done;
}

}  // namespace inspectord
