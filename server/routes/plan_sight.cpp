// SPDX-License-Identifier: Apache-2.0
#include "server/routes/plan_sight.hpp"

#include "storage/agencies.hpp"
#include "storage/files.hpp"
#include "storage/plans.hpp"
#include "workflow/audience.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {

bool PlanSight::sees(const VisitRecord& visit) const {
  if (whole) return true;
  const auto* planned = find_by_key(record.content.visits, visit.key);
  if (!planned) return false;
  const auto told = visit_audience(record.content, *planned, directory);
  return std::ranges::any_of(told, [&](const Told& one) { return one.agency == viewer; });
}

bool PlanSight::sees(const DutyRecord& duty) const {
  return whole || duty.agency == viewer;
}

bool PlanSight::sees(const TaskRecord& task) const {
  if (whole) return true;
  const auto* planned = find_by_key(record.content.tasks, task.key);
  return planned && std::ranges::any_of(planned->agencies, [&](const std::string& key) {
           const auto agencies = directory.expand(key);
           return std::ranges::find(agencies, viewer) != agencies.end();
         });
}

AgencyNames names_of(Snapshot& snapshot, PlanId plan, LocalDate today) {
  return {.by_id = agency_names_of(snapshot, plan),
          .past_end = debtors_past_end(snapshot, plan, today)};
}

Result<PlanSight> look_at_plan(Snapshot& snapshot, PlanId id, const Actor& actor,
                               const ApiParts& parts) {
  const auto owner = owner_of_plan(snapshot, id);
  if (!owner) return Refusal{no_such_thing};
  const bool whole = *owner == actor.agency;
  if (!whole && !concerns(snapshot, id, actor.agency)) return Refusal{no_such_thing};
  PlanSight sight{.record = find_plan(snapshot, id).value(),
                  .whole = whole,
                  .viewer = actor.agency,
                  .directory = {},
                  .files = {}};
  if (!whole) {
    const auto today = parts.house.zone.date_of(parts.clock.now());
    sight.directory = directory_for(snapshot, sight.record, today);
    sight.files = file_rows::sent_to(snapshot, id, actor.agency);
  }
  return sight;
}

Result<PlanRecord> look_at_whole_plan(Snapshot& snapshot, PlanId id, const Actor& actor) {
  if (owner_of_plan(snapshot, id) != actor.agency) return Refusal{no_such_thing};
  return find_plan(snapshot, id).value();
}

}  // namespace inspectord
