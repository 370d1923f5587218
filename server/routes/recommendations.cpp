// SPDX-License-Identifier: Apache-2.0
// Recommendations of concluded plans: one of them, and the actions on it.
#include "server/routes/actions.hpp"
#include "server/routes/duty_seen.hpp"
#include "server/routes/follow_up_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "storage/plans.hpp"

#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<DutyId, RecommendationAction, DutyInput>;

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<DutyId>("id"));
  const auto plan = find_plan_of_duty(snapshot, id);
  if (!plan) return Refusal{no_such_thing};
  const auto sight = TRY(look_at_plan(snapshot, *plan, call.actor, parts));
  const auto* duty = sight.record.find_duty(id);
  const bool shown = duty && find_recommendation(sight.record, *duty) && sight.sees(*duty);
  if (!shown) return Refusal{no_such_thing};
  const auto& zone = parts.house.zone;
  const DutyDetails details{submissions_of(snapshot, id), zone.date_of(parts.clock.now())};
  return answer_json(
      200,
      recommendation_json(sight.record, *duty, names_of(snapshot, *plan, details.today), details,
                          call.request.language, zone),
      sight.record.version);
}

/// A report is a paper like one that is filed against a duty.
Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<RecommendationAction>(call));
  const auto as_duty =
      action == RecommendationAction::report ? DutyAction::submit : DutyAction::set_date;
  return act_job<DutyId>(call, action, TRY(read_duty_input(call.request, as_duty)));
}

Handler acting(const ApiParts& parts) {
  const auto act = [](const Job& job, Transaction& tx, Instant now, const House& house) {
    return act_on_recommendation(tx, job.id, job.version, job.action, job.input, job.actor, now,
                                 house);
  };
  const auto shown = [&zone = parts.house.zone](const PartDone<DutyId, DutySeen>& done,
                                                const Call& call) {
    const auto& record = done.outcome.record;
    auto json = recommendation_json(record, *record.find_duty(done.part), done.seen.names,
                                    done.seen.details, call.request.language, zone);
    add_consequences(json, done.outcome);
    return json;
  };
  return acts_on_part(parts, decode, act, IdOfJob{}, shown, SeesTheDuty{});
}

}  // namespace

std::vector<Route> recommendation_routes(const ApiParts& parts) {
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/recommendations/{id}", Rule::signed_in(), reads(show_one)},
          {Method::post, "/api/v1/recommendations/{id}/actions/{action}",
           Rule::any_of(all_who_act(recommendation_machine())), acting(parts)}};
}

}  // namespace inspectord
