// SPDX-License-Identifier: Apache-2.0
// Recommendations of concluded plans: one of them, and the actions on it.
#include "server/routes/actions.hpp"
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

/// The record after the act, and what is shown of the recommendation that was meant.
struct RecommendationDone {
  ActOutcome outcome;
  DutyId id;
  AgencyNames names;
  DutyDetails details;
};

Handler acting(const ApiParts& parts) {
  return writes(
      decode,
      [&house = parts.house](const Job& job, Transaction& tx,
                             Instant now) -> Result<RecommendationDone> {
        auto outcome = TRY(act_on_recommendation(tx, job.id, job.version, job.action, job.input,
                                                 job.actor, now, house));
        auto names = names_of(tx, outcome.record.id, house.zone.date_of(now));
        return RecommendationDone{std::move(outcome), job.id, std::move(names),
                                  DutyDetails{submissions_of(tx, job.id), house.zone.date_of(now)}};
      },
      [parts](const RecommendationDone& done, const Call& call) {
        const auto& record = done.outcome.record;
        auto json = recommendation_json(record, *record.find_duty(done.id), done.names,
                                        done.details, call.request.language, parts.house.zone);
        add_consequences(json, done.outcome);
        return answer_json(200, std::move(json), record.version);
      },
      parts.wake);
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
