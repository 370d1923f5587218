// SPDX-License-Identifier: Apache-2.0
#include "server/routes/part_view_json.hpp"

#include "calendar/derivation_words.hpp"
#include "formats/code_names.hpp"
#include "formats/report_period_json.hpp"
#include "workflow/duties_asked.hpp"
#include "workflow/machine.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// What the machine allows, less `undo` where there is nothing to undo.
template <class Part>
JsonArray open_actions_of(const Part& part) {
  auto actions = open_actions(part.state);
  if (!part.state_before) std::erase(actions, "undo");
  return json_texts(actions);
}

/// What was filed and is asked for no more can only be accepted.
JsonArray open_actions_of(const DutyRecord& duty) {
  if (!duty.released) return open_actions_of<DutyRecord>(duty);
  return duty.state == DutyState::submitted ? JsonArray{"accept"} : JsonArray{};
}

bool is_pending(DutyState state) {
  return state == DutyState::open || state == DutyState::returned;
}

/// Its debtor is past its end: nobody is told until the planner names a successor.
bool waits_for_successor(const DutyRecord& duty, const AgencyNames& names) {
  const bool owed = is_pending(duty.state) || duty.state == DutyState::waiting;
  return owed && duty.agency && names.past_end.contains(*duty.agency);
}

}  // namespace

JsonValue submission_json(const Submission& submission, const Zone& zone) {
  return JsonObject{{"id", submission.id.to_string()},
                    {"number", submission.number},
                    {"paper_date", json_of(submission.paper_date)},
                    {"sent_on", json_of(submission.sent_on)},
                    {"received_on", json_of(submission.received_on)},
                    {"way", submission.way},
                    {"nil", submission.nil},
                    {"recorded_by", json_of(submission.recorded_by)},
                    {"recorded_at", json_of(submission.recorded_at, zone)},
                    {"undone_at", json_of(submission.undone_at, zone)},
                    {"undone_by", json_of(submission.undone_by)}};
}

JsonValue report_json(const ReportPeriod& report) {
  auto json = report_period_json(report);
  json.emplace_back("grace_ends", to_string(report.grace_ends));
  return json;
}

JsonValue due_json(const std::optional<DueDate>& due) {
  if (!due) return {};
  return JsonObject{{"raw", due->raw},
                    {"bound", code_name(due->bound)},
                    {"nominal", to_string(due->nominal)},
                    {"last_on_time", to_string(due->last_on_time)},
                    {"safe_day", to_string(due->safe_day)},
                    {"legal_end", to_string(due->legal_end)},
                    {"hour", due->hour ? JsonValue{to_string(*due->hour)} : JsonValue{}},
                    {"report", due->report ? report_json(*due->report) : JsonValue{}},
                    {"calendar", due->calendar}};
}

JsonObject visit_json(const PlanRecord& record, const VisitRecord& visit) {
  JsonObject json{{"id", visit.id.to_string()},
                  {"plan", record.id.to_string()},
                  {"version", record.version},
                  {"key", visit.key},
                  {"state", state_code(visit.state)},
                  {"date", to_string(visit.date)},
                  {"sequence", visit.sequence},
                  {"reason", visit.reason},
                  {"minutes", visit.minutes},
                  {"no_minutes_because", visit.no_minutes_because},
                  {"open_actions", open_actions_of(visit)}};
  if (const auto* planned = find_by_key(record.content.visits, visit.key)) {
    json.emplace_back("planned_date", to_string(planned->date));
    json.emplace_back("unit", agency_json(planned->unit, record));
    json.emplace_back("specialist_office", agency_json(planned->specialist_office, record));
    json.emplace_back("place", planned->place);
  }
  return json;
}

JsonObject duty_json(const PlanRecord& record, const DutyRecord& duty, const AgencyNames& names) {
  JsonObject json{{"id", duty.id.to_string()},
                  {"plan", record.id.to_string()},
                  {"version", record.version},
                  {"key", duty.key},
                  {"agency", agency_json(duty.agency, names)},
                  {"handed_from", agency_json(duty.handed_from, names)},
                  {"waits_for_successor", waits_for_successor(duty, names)},
                  {"period", duty.period},
                  {"state", state_code(duty.state)},
                  {"due", due_json(duty.due)},
                  {"sequence", duty.sequence},
                  {"nil_return", duty.nil_return},
                  {"late", duty.late},
                  {"released", duty.released},
                  {"reason", duty.reason},
                  {"open_actions", open_actions_of(duty)}};
  if (const auto planned = find_duty(record, duty.key)) {
    json.emplace_back("what", planned->what);
    json.emplace_back("owed_by", planned->owed_by.text);
    json.emplace_back("to", agency_json(planned->to, record));
    json.emplace_back("phrase", planned->due.raw);
    json.emplace_back("requested", planned->requested);
  }
  return json;
}

JsonObject duty_json(const PlanRecord& record, const DutyRecord& duty, const AgencyNames& names,
                     const DutyDetails& details, Language language, const Zone& zone) {
  auto json = duty_json(record, duty, names);
  add_details(json, duty, details, language, zone);
  return json;
}

void add_details(JsonObject& json, const DutyRecord& duty, const DutyDetails& details,
                 Language language, const Zone& zone) {
  json.emplace_back("overdue",
                    is_pending(duty.state) && duty.due && duty.due->last_on_time < details.today);
  const auto steps = duty.due ? duty.due->derivation : std::vector<DerivationStep>{};
  json.emplace_back("derivation", json_texts(derivation_lines(language, steps)));
  json.emplace_back("derivation_version", duty.due ? JsonValue{duty.due->version} : JsonValue{});
  json.emplace_back(
      "derivation_steps", json_list(steps, [](const DerivationStep& step) {
        JsonObject arguments;
        for (const auto& [name, value] : step.arguments) arguments.emplace_back(name, value);
        return JsonValue{JsonObject{{"code", step.code}, {"arguments", std::move(arguments)}}};
      }));
  json.emplace_back("submissions", json_list(details.submissions, [&](const Submission& one) {
                      return submission_json(one, zone);
                    }));
}

JsonObject task_json(const PlanRecord& record, const TaskRecord& task) {
  JsonObject json{{"id", task.id.to_string()},       {"plan", record.id.to_string()},
                  {"version", record.version},       {"key", task.key},
                  {"state", state_code(task.state)}, {"inner_date", json_of(task.inner_date)},
                  {"reason", task.reason},           {"open_actions", open_actions_of(task)}};
  if (const auto* planned = find_by_key(record.content.tasks, task.key)) {
    json.emplace_back("no", planned->no);
    json.emplace_back("text", planned->text);
    json.emplace_back("role", planned->role);
    json.emplace_back("requested", planned->requested);
    json.emplace_back("agencies", json_texts(planned->agencies));
  }
  return json;
}

}  // namespace inspectord
