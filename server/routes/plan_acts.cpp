// SPDX-License-Identifier: Apache-2.0
// Actions on a plan: submit, approve, number, notify and the others of its state machine.
#include "server/routes/actions.hpp"
#include "server/routes/plan_view_json.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"

#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<PlanId, PlanAction, PlanInput>;

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<PlanAction>(call));
  auto input = TRY(read_plan_input(call.request, call.actor));
  return act_job<PlanId>(call, action, std::move(input));
}

Handler acting(const ApiParts& parts) {
  return writes(
      decode,
      [&house = parts.house](const Job& job, Transaction& tx, Instant now) -> Result<NamedOutcome> {
        auto outcome =
            TRY(act_on_plan(tx, job.id, job.version, job.action, job.input, job.actor, now, house));
        auto names = names_of(tx, job.id, house.zone.date_of(now));
        return NamedOutcome{std::move(outcome), std::move(names)};
      },
      [parts](const NamedOutcome& done, const Call&) {
        const auto& record = done.outcome.record;
        auto json = plan_json(record, done.names, parts.house.zone);
        add_consequences(json, done.outcome);
        return answer_json(200, std::move(json), record.version);
      },
      parts.wake);
}

}  // namespace

std::vector<Route> plan_act_routes(const ApiParts& parts) {
  return {{Method::post, "/api/v1/plans/{id}/actions/{action}",
           Rule::any_of(all_who_act(plan_machine())), acting(parts)}};
}

}  // namespace inspectord
