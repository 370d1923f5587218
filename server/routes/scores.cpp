// SPDX-License-Identifier: Apache-2.0
// Scores of the units of a plan: all of them, one by sheet and unit (keys of the plan), and the
// actions on it. A unit sees and files its own alone.
#include "formats/field_reader.hpp"
#include "server/routes/actions.hpp"
#include "server/routes/follow_up_json.hpp"
#include "server/routes/plan_sight.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"

#include <utility>

namespace inspectord {

// The readers of formats/ find what follows by the namespace of its arguments.

template <class Fields>
void fields(Fields& f, Of<GivenPoints>) {
  f.field("criterion", &GivenPoints::criterion, Need::required);
  f.field("points", &GivenPoints::points, Need::required);
  f.field("reason", &GivenPoints::reason);
}

template <class Fields>
void fields(Fields& f, Of<ScoreInput>) {
  f.field("points", &ScoreInput::points);
  f.field("reason", &ScoreInput::reason);
}

namespace {

bool sees(const PlanSight& sight, const std::string& unit) {
  return sight.whole || sight.directory.find(unit) == sight.viewer;
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto sight = TRY(look_at_plan(snapshot, id, call.actor, parts));
  JsonArray scores;
  for (const auto& sheet : sight.record.content.score_sheets) {
    for (const auto& unit : scored_units(sight.record.content, sheet)) {
      if (!sees(sight, unit)) continue;
      const auto score = score_of(sight.record, {.sheet = sheet.key, .unit = unit});
      scores.push_back(score_summary_json(sight.record, *score, call.request.language));
    }
  }
  if (!sight.whole && scores.empty()) return Refusal{no_such_thing};
  return answer_page(call.request, std::move(scores), std::nullopt);
}

ScoreOf named_by(const Call& call) {
  return {.sheet = call.parameters.at("sheet"), .unit = call.parameters.at("unit")};
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto id = TRY(call.parameters.id<PlanId>("id"));
  const auto sight = TRY(look_at_plan(snapshot, id, call.actor, parts));
  const auto of = named_by(call);
  const auto score = sees(sight, of.unit) ? score_of(sight.record, of) : std::nullopt;
  if (!score) return Refusal{no_such_thing};
  const auto today = parts.house.zone.date_of(parts.clock.now());
  return answer_json(200, score_json(sight.record, *score, today, call.request.language),
                     sight.record.version);
}

struct Job {
  ActJob<PlanId, ScoreAction, ScoreInput> act;
  ScoreOf of;
};

Result<Job> decode(const Call& call) {
  const auto action = TRY(action_of<ScoreAction>(call));
  const auto& body = call.request.body;
  auto input = TRY(decode_text<ScoreInput>(body.empty() ? std::string_view{"{}"} : body).result());
  return Job{TRY(act_job<PlanId>(call, action, std::move(input))), named_by(call)};
}

/// The day of the act.
struct SeesTheDay {
  LocalDate operator()(const ActOutcome&, const ScoreOf&, Transaction&, LocalDate today) const {
    return today;
  }
};

JsonObject shown(const PartDone<ScoreOf, LocalDate>& done, const Call& call) {
  const auto& record = done.outcome.record;
  return score_json(record, score_of(record, done.part).value(), done.seen, call.request.language);
}

Handler acting(const ApiParts& parts) {
  const auto act = [](const Job& job, Transaction& tx, Instant now, const House& house) {
    const auto& how = job.act;
    return act_on_score(tx, how.id, job.of, how.version, how.action, how.input, how.actor, now,
                        house);
  };
  return acts_on_part(
      parts, decode, act, [](const Job& job) { return job.of; }, shown, SeesTheDay{});
}

}  // namespace

std::vector<Route> score_routes(const ApiParts& parts) {
  const auto all = Rule::signed_in();
  return {{Method::get, "/api/v1/plans/{id}/scores", all, reads_with(parts, list)},
          {Method::get, "/api/v1/plans/{id}/scores/{sheet}/{unit}", all, reads_with(parts, show)},
          {Method::post, "/api/v1/plans/{id}/scores/{sheet}/{unit}/actions/{action}",
           Rule::any_of(all_who_act(score_machine())), acting(parts)}};
}

}  // namespace inspectord
