// SPDX-License-Identifier: Apache-2.0
// Duties: one duty with its submissions and the way its day was reached, the actions on it, and the
// recording of a paper that was filed.
#include "server/routes/actions.hpp"
#include "server/routes/duty_seen.hpp"
#include "server/routes/part_view_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/query.hpp"
#include "server/routes/request_bodies.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/plans.hpp"
#include "workflow/recommendations.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

using Job = ActJob<DutyId, DutyAction, DutyInput>;

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<DutyId>("id"));
  const auto plan = find_plan_of_duty(snapshot, id);
  if (!plan) return Refusal{no_such_thing};
  const auto sight = TRY(look_at_plan(snapshot, *plan, call.actor, parts));
  const auto* duty = sight.record.find_duty(id);
  if (!duty || find_recommendation(sight.record, *duty) || !sight.sees(*duty))
    return Refusal{no_such_thing};
  const auto& zone = parts.house.zone;
  const DutyDetails details{submissions_of(snapshot, id), zone.date_of(parts.clock.now())};
  return answer_json(200,
                     duty_json(sight.record, *duty, names_of(snapshot, *plan, details.today),
                               details, call.request.language, zone),
                     sight.record.version);
}

/// The papers that were filed for a duty, oldest first, as the duty itself shows them.
Result<Response> submissions(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<DutyId>("id"));
  const auto plan = find_plan_of_duty(snapshot, id);
  if (!plan) return Refusal{no_such_thing};
  const auto sight = TRY(look_at_plan(snapshot, *plan, call.actor, parts));
  const auto* duty = sight.record.find_duty(id);
  if (!duty || !sight.sees(*duty)) return Refusal{no_such_thing};
  Query query{call.request};
  const int limit = query.limit();
  const auto place = query.id_cursor<SubmissionId>("submissions");
  TRY(query.finish());
  auto filed = submissions_of(snapshot, id);
  if (place) {
    const auto last = std::ranges::find(filed, *place, &Submission::id);
    if (last != filed.end()) filed.erase(filed.begin(), std::next(last));
  }
  const auto* end = cut_page(filed, limit);
  const auto cursor =
      end ? std::optional{write_cursor("submissions", {end->id.to_string()})} : std::nullopt;
  const auto encode = [&](const Submission& one) { return submission_json(one, parts.house.zone); };
  return answer_page(call.request, json_list(filed, encode), cursor);
}

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<DutyAction>(call));
  return act_job<DutyId>(call, action, TRY(read_duty_input(call.request, action)));
}

Result<Job> decode_paper(const Call& call) {
  auto paper = TRY(read_filed_paper(call.request));
  return act_job<DutyId>(call, paper.action, std::move(paper.input));
}

Handler acting(const ApiParts& parts, Result<Job> (*decode_job)(const Call&), int status) {
  const auto act = [](const Job& job, Transaction& tx, Instant now, const House& house) {
    return act_on_duty(tx, job.id, job.version, job.action, job.input, job.actor, now, house);
  };
  const auto shown = [&zone = parts.house.zone](const PartDone<DutyId, DutySeen>& done,
                                                const Call& call) {
    const auto& record = done.outcome.record;
    auto json = duty_json(record, *record.find_duty(done.part), done.seen.names, done.seen.details,
                          call.request.language, zone);
    add_consequences(json, done.outcome);
    return json;
  };
  return acts_on_part(parts, decode_job, act, IdOfJob{}, shown, SeesTheDuty{}, status);
}

}  // namespace

std::vector<Route> duty_routes(const ApiParts& parts) {
  const auto show_one = [parts](const Call& call, Snapshot& snapshot) {
    return show(parts, call, snapshot);
  };
  const Roles filers{Role::agency, Role::clerk, Role::planner};
  const auto list_filed = [parts](const Call& call, Snapshot& snapshot) {
    return submissions(parts, call, snapshot);
  };
  return {{Method::get, "/api/v1/duties/{id}", Rule::signed_in(), reads(show_one)},
          {Method::get, "/api/v1/duties/{id}/submissions", Rule::signed_in(), reads(list_filed)},
          {Method::post, "/api/v1/duties/{id}/actions/{action}",
           Rule::any_of(all_who_act(duty_machine())), acting(parts, decode, 200)},
          {Method::post, "/api/v1/duties/{id}/submissions", Rule::any_of(filers),
           acting(parts, decode_paper, 201)}};
}

}  // namespace inspectord
