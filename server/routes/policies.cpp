// SPDX-License-Identifier: Apache-2.0
// Reminder policies: those of the program and of the agency. `dry_run=true` answers what an edit
// would move, word for word, and changes nothing.
#include "storage/policies.hpp"

#include "formats/policy_file.hpp"
#include "server/routes/answers.hpp"
#include "server/routes/api_reasons.hpp"
#include "server/routes/json_parts.hpp"
#include "server/routes/preconditions.hpp"
#include "server/routes/query.hpp"
#include "server/routes/reads_with.hpp"
#include "server/routes/route_groups.hpp"
#include "storage/agencies.hpp"
#include "usecases/policy_cases.hpp"
#include "workflow/policy_words.hpp"

#include <map>
#include <utility>

namespace inspectord {
namespace {

constexpr std::size_t most_of_a_body = 32 * 1024;

JsonObject built_in_json(const ReminderPolicy& built_in, Language language) {
  const auto policy = in_language(language, built_in);
  return JsonObject{{"key", policy.key},        {"title", policy.title},
                    {"built_in", true},         {"default", policy.key == policy_of_new_plans},
                    {"number", JsonValue{}},    {"edited_by", JsonValue{}},
                    {"edited_at", JsonValue{}}, {"content", policy_to_json(policy)}};
}

JsonObject stored_json(const StoredPolicy& stored, const Zone& zone) {
  return JsonObject{{"key", stored.policy.key},
                    {"title", stored.policy.title},
                    {"built_in", false},
                    {"default", false},
                    {"number", stored.number},
                    {"edited_by", json_of(stored.edited_by)},
                    {"edited_at", json_of(stored.edited_at, zone)},
                    {"content", policy_to_json(stored.policy)}};
}

Result<Response> list(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  Query query{call.request};
  TRY(query.finish());
  JsonArray items;
  for (const auto& policy : built_in_policies())
    items.push_back(built_in_json(policy, call.request.language));
  for (const auto& stored : policy_rows::list(snapshot, call.actor.agency))
    items.push_back(stored_json(stored, parts.house.zone));
  return answer_page(call.request, std::move(items), std::nullopt);
}

Result<Response> show(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto& key = call.parameters.at("policy");
  if (const auto* policy = find_built_in_policy(key))
    return answer_json(200, built_in_json(*policy, call.request.language));
  const auto stored = policy_rows::current(snapshot, call.actor.agency, key);
  if (!stored) return Refusal{no_such_thing};
  return answer_json(200, stored_json(*stored, parts.house.zone), stored->number);
}

Result<Response> versions(const ApiParts& parts, const Call& call, Snapshot& snapshot) {
  const auto& key = call.parameters.at("policy");
  const auto found = policy_rows::versions(snapshot, call.actor.agency, key);
  if (found.empty()) return Refusal{no_such_thing};
  return answer_page(call.request,
                     json_list(found,
                               [&](const StoredPolicy& one) {
                                 return JsonValue{stored_json(one, parts.house.zone)};
                               }),
                     std::nullopt);
}

struct EditJob {
  PolicyEdit edit;
  bool dry_run = false;
  Actor actor;
};

struct Edited {
  PolicyOutcome outcome;
  std::map<AgencyId, std::string> names;
};

Result<EditJob> decode_post(const Call& call) {
  const bool dry_run = TRY(dry_run_of(call.request));
  auto policy = TRY(decode_policy(call.request.body).result());
  return EditJob{{.policy = std::move(policy), .follows = 0}, dry_run, call.actor};
}

Result<EditJob> decode_put(const Call& call) {
  const bool dry_run = TRY(dry_run_of(call.request));
  const auto version = TRY(expected_version(call.request));
  auto policy = TRY(decode_policy(call.request.body).result());
  if (policy.key != call.parameters.at("policy"))
    return Refusal{other_policy_key, "/key", {{"key", call.parameters.at("policy")}}};
  PolicyEdit edit{.policy = std::move(policy)};
  if (version) edit.follows = static_cast<int>(*version);
  return EditJob{std::move(edit), dry_run, call.actor};
}

Edited named(PolicyOutcome outcome, Connection& db) {
  Edited edited{std::move(outcome), {}};
  for (const auto& plan : edited.outcome.plans) {
    for (const auto& shift : plan.shifts) {
      if (edited.names.contains(shift.recipient)) continue;
      const auto agency = find_agency(db, shift.recipient);
      edited.names.emplace(shift.recipient, agency ? agency->name : "");
    }
  }
  return edited;
}

JsonValue shift_json(const ReminderShift& shift, const Edited& edited, const Zone& zone) {
  return JsonObject{
      {"target", JsonObject{{"kind", to_string(shift.target_kind)}, {"key", shift.key}}},
      {"rule", shift.rule},
      {"recipient",
       JsonObject{{"id", shift.recipient.to_string()}, {"name", edited.names.at(shift.recipient)}}},
      {"before", json_of(shift.before, zone)},
      {"after", json_of(shift.after, zone)}};
}

JsonObject edited_json(const Edited& edited, const Zone& zone) {
  JsonArray plans;
  for (const auto& plan : edited.outcome.plans) {
    plans.push_back(JsonObject{
        {"plan",
         JsonObject{{"id", plan.plan.to_string()}, {"number", plan.number}, {"title", plan.title}}},
        {"reminders", json_list(plan.shifts, [&](const ReminderShift& shift) {
           return shift_json(shift, edited, zone);
         })}});
  }
  return JsonObject{{"policy", stored_json(edited.outcome.stored, zone)},
                    {"plans", std::move(plans)}};
}

Result<Response> preview(const ApiParts& parts, const EditJob& job, Snapshot& snapshot) {
  const auto now = parts.clock.now();
  auto outcome = TRY(preview_policy(snapshot, job.edit, job.actor, now, parts.house));
  return answer_json(200, edited_json(named(std::move(outcome), snapshot), parts.house.zone));
}

Response encode(const ApiParts& parts, const Edited& edited, int status) {
  const auto& stored = edited.outcome.stored;
  auto response = answer_json(status, edited_json(edited, parts.house.zone), stored.number);
  if (status == 201) response.headers.add("Location", "/api/v1/policies/" + stored.policy.key);
  return response;
}

Handler editing(const ApiParts& parts, Result<EditJob> (*decode)(const Call&), int status) {
  return previews_or_writes(
      parts.snapshots, decode,
      [parts](const EditJob& job, const Call&, Snapshot& snapshot) {
        return preview(parts, job, snapshot);
      },
      [&house = parts.house](const EditJob& job, Transaction& tx, Instant now) -> Result<Edited> {
        return named(TRY(edit_policy(tx, job.edit, job.actor, now, house)), tx);
      },
      [parts, status](const Edited& edited, const Call&) { return encode(parts, edited, status); },
      parts.wake);
}

}  // namespace

std::vector<Route> policy_routes(const ApiParts& parts) {
  const Roles keepers{Role::administrator, Role::planner};
  return {{Method::get, "/api/v1/policies", Rule::signed_in(), reads_with(parts, list)},
          {Method::post, "/api/v1/policies", Rule::any_of(keepers),
           editing(parts, decode_post, 201), most_of_a_body},
          {Method::get, "/api/v1/policies/{policy}", Rule::signed_in(), reads_with(parts, show)},
          {Method::put, "/api/v1/policies/{policy}", Rule::any_of(keepers),
           editing(parts, decode_put, 200), most_of_a_body},
          {Method::get, "/api/v1/policies/{policy}/versions", Rule::signed_in(),
           reads_with(parts, versions)}};
}

}  // namespace inspectord
