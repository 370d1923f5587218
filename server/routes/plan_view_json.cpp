// SPDX-License-Identifier: Apache-2.0
#include "server/routes/plan_view_json.hpp"

#include "core/digest.hpp"
#include "formats/code_names.hpp"
#include "formats/plan_file.hpp"
#include "server/routes/follow_up_json.hpp"
#include "server/routes/part_view_json.hpp"
#include "workflow/machine.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

JsonValue approval_json(const std::optional<Approval>& approval, const Zone& zone) {
  if (!approval) return {};
  return JsonObject{
      {"signer", approval->signer},
      {"signed_on", to_string(approval->signed_on)},
      {"recorded_by", json_of(approval->recorded_by)},
      {"on_paper", approval->on_paper},
      {"signed_file",
       approval->signed_file ? JsonValue{to_hex(*approval->signed_file)} : JsonValue{}},
      {"under", json_of(approval->under)},
      {"content_hash", to_hex(approval->content_hash)},
      {"at", json_of(approval->at, zone)}};
}

JsonArray users_json(const std::vector<UserId>& users) {
  return json_list(users, [](UserId user) { return json_of(user); });
}

JsonValue amendment_json(const std::optional<Amendment>& amendment, const Zone& zone) {
  if (!amendment) return {};
  return JsonObject{{"revision", amendment->revision},
                    {"state", state_code(amendment->state)},
                    {"reason", amendment->reason},
                    {"drafted_by", json_of(amendment->drafted_by)},
                    {"written_by", users_json(amendment->written_by)},
                    {"overrides", json_list(amendment->overrides, override_json)},
                    {"approval", approval_json(amendment->approval, zone)},
                    {"number", amendment->number},
                    {"date", json_of(amendment->date)},
                    {"content", plan_to_json(amendment->content)}};
}

JsonValue revision_json(const Revision& one, const Zone& zone) {
  return JsonObject{{"revision", one.revision}, {"approval", approval_json(one.approval, zone)},
                    {"number", one.number},     {"date", to_string(one.date)},
                    {"reason", one.reason},     {"notified_at", json_of(one.notified_at, zone)}};
}

Revision first_issue(const PlanRecord& record) {
  return {.revision = 1,
          .approval = record.approval.value(),
          .number = record.number,
          .date = record.date->full().value(),
          .reason = {},
          .notified_at = record.notified_at.value()};
}

std::string_view code_of(AttachmentNote::Kind kind) {
  switch (kind) {
    case AttachmentNote::Kind::waived:
      return "waived";
    case AttachmentNote::Kind::to_follow:
      return "to_follow";
    case AttachmentNote::Kind::supplied:
      return "supplied";
  }
  return "";
}

/// {"sha256", "href"}, or null.
JsonValue file_json(const std::optional<Sha256>& name) {
  if (!name) return {};
  const auto hex = to_hex(*name);
  return JsonObject{{"sha256", hex}, {"href", "/api/v1/files/" + hex}};
}

JsonValue note_json(const AttachmentNote& note) {
  return JsonObject{{"key", note.key},       {"kind", code_of(note.kind)},
                    {"reason", note.reason}, {"day", json_of(note.day)},
                    {"owner", note.owner},   {"file", file_json(note.file)}};
}

/// What was sent to the viewer of the plan's attachments.
JsonArray sent_attachments(const PlanSight& sight) {
  JsonArray sent;
  for (const auto& note : sight.record.attachment_notes) {
    if (!note.file || std::ranges::find(sight.files, *note.file) == sight.files.end()) continue;
    const auto* attachment = find_by_key(sight.record.content.attachments, note.key);
    sent.push_back(JsonObject{{"key", note.key},
                              {"name", attachment ? attachment->name : note.key},
                              {"file", file_json(note.file)}});
  }
  return sent;
}

/// What the machine allows, less what the lock rules out.
JsonArray open_actions_of(const PlanRecord& record) {
  auto actions = open_actions(record.state);
  if (record.state == PlanState::drafted) {
    std::erase_if(actions, [&](const std::string& action) {
      return record.submitted ? action == "edit" || action == "submit" : action == "return";
    });
  }
  return json_texts(actions);
}

JsonObject head_json(const PlanRecord& record, const AgencyNames& names, const Zone& zone) {
  return JsonObject{{"id", record.id.to_string()},
                    {"version", record.version},
                    {"state", state_code(record.state)},
                    {"kind", code_name(record.content.kind)},
                    {"key", record.content.key},
                    {"title", record.content.title},
                    {"plan_year", record.content.plan_year},
                    {"number", record.number},
                    {"date", json_of(record.date)},
                    {"revision", record.revision},
                    {"issuer", agency_json(record.content.issuer, record)},
                    {"owner", agency_json(record.owner, names)},
                    {"notified_at", json_of(record.notified_at, zone)}};
}

void add_life(JsonObject& json, const PlanRecord& record, const Zone& zone) {
  json.emplace_back("submitted", record.submitted);
  json.emplace_back("open_actions", open_actions_of(record));
  json.emplace_back("drafted_by", json_of(record.drafted_by));
  json.emplace_back("written_by", users_json(record.written_by));
  json.emplace_back("reason", record.reason);
  json.emplace_back("closing_document", record.closing_document);
  json.emplace_back("approval", approval_json(record.approval, zone));
  json.emplace_back("overrides", json_list(record.overrides, override_json));
  json.emplace_back("attachment_notes", json_list(record.attachment_notes, note_json));
  json.emplace_back(
      "reach_waivers", json_list(record.reach_waivers, [](const ReachWaiver& waiver) {
        return JsonValue{JsonObject{{"target", waiver.target}, {"reason", waiver.reason}}};
      }));
  json.emplace_back(
      "corrections", json_list(record.corrections, [](const Correction& one) {
        return JsonValue{
            JsonObject{{"number", one.number}, {"date", to_string(one.date)}, {"text", one.text}}};
      }));
  json.emplace_back("amendment", amendment_json(record.amendment, zone));
  json.emplace_back("revisions", revisions_json(record, zone));
}

/// `sees(part)`: whether it is shown.
template <class Sees>
void add_parts(JsonObject& json, const PlanRecord& record, const AgencyNames& names, Sees sees) {
  JsonArray visits, duties, tasks, recommendations;
  for (const auto& visit : record.visits) {
    if (sees(visit)) visits.push_back(visit_json(record, visit));
  }
  for (const auto& duty : record.duties) {
    if (!sees(duty)) continue;
    if (find_recommendation(record, duty)) {
      recommendations.push_back(recommendation_json(record, duty, names));
    } else {
      duties.push_back(duty_json(record, duty, names));
    }
  }
  for (const auto& task : record.tasks) {
    if (sees(task)) tasks.push_back(task_json(record, task));
  }
  json.emplace_back("visits", std::move(visits));
  json.emplace_back("duties", std::move(duties));
  json.emplace_back("tasks", std::move(tasks));
  json.emplace_back("recommendations", std::move(recommendations));
}

}  // namespace

JsonValue override_json(const Override& one) {
  return JsonObject{{"code", one.code},
                    {"pointer", one.pointer},
                    {"reason", one.reason},
                    {"by", json_of(one.by)},
                    {"effective", one.effective}};
}

JsonArray revisions_json(const PlanRecord& record, const Zone& zone) {
  JsonArray revisions;
  if (!record.notified_at) return revisions;
  revisions.push_back(revision_json(first_issue(record), zone));
  for (const auto& one : record.revisions) revisions.push_back(revision_json(one, zone));
  return revisions;
}

JsonObject plan_json(const PlanRecord& record, const AgencyNames& names, const Zone& zone) {
  auto json = head_json(record, names, zone);
  add_life(json, record, zone);
  add_parts(json, record, names, [](const auto&) { return true; });
  json.emplace_back("follow_up", follow_up_json(follow_up(record)));
  json.emplace_back("content", plan_to_json(record.content));
  return json;
}

JsonObject plan_json(const PlanSight& sight, const AgencyNames& names, const Zone& zone) {
  if (sight.whole) return plan_json(sight.record, names, zone);
  auto json = head_json(sight.record, names, zone);
  add_parts(json, sight.record, names, [&](const auto& part) { return sight.sees(part); });
  json.emplace_back("attachments", sent_attachments(sight));
  return json;
}

JsonObject plan_summary_json(const PlanSummary& plan) {
  return JsonObject{{"id", plan.id.to_string()},
                    {"owner", plan.owner.to_string()},
                    {"key", plan.key},
                    {"kind", plan.kind},
                    {"title", plan.title},
                    {"plan_year", plan.plan_year},
                    {"state", state_code(plan.state)},
                    {"submitted", plan.submitted},
                    {"version", plan.version},
                    {"number", plan.number},
                    {"date", plan.date.empty() ? JsonValue{} : JsonValue{plan.date}}};
}

}  // namespace inspectord
