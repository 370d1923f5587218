// SPDX-License-Identifier: Apache-2.0
#include "server/exports/exports.hpp"
#include "server/routes/plan_sight.hpp"
#include "storage/agencies.hpp"
#include "storage/reminders.hpp"
#include "workflow/recommendations.hpp"

#include <algorithm>
#include <utility>

namespace inspectord {
namespace {

constexpr int page = 500;

CivilMoment moment_of(Instant at, const Zone& zone) {
  const auto text = zone.to_rfc3339(at);  // "2026-03-02T08:00:00+07:00"
  return {parse_date(text.substr(0, 10)).value(), parse_time(text.substr(11, 5)).value()};
}

/// What a reminder is about, as the plan calls it; "" for what its content has no more.
std::string target_name(const PlanRecord& record, const LedgerRow& row) {
  const auto& plan = record.content;
  switch (row.target_kind) {
    case TargetKind::visit: {
      const auto* visit = record.find_visit(VisitId{row.target});
      const auto* planned = visit ? find_by_key(plan.visits, visit->key) : nullptr;
      const auto* unit = planned ? find_by_key(plan.agencies, planned->unit) : nullptr;
      return unit ? unit->name : "";
    }
    case TargetKind::duty: {
      const auto* duty = record.find_duty(DutyId{row.target});
      if (!duty) return "";
      if (const auto* advice = find_recommendation(record, *duty)) return advice->text;
      if (const auto* one = find_by_key(plan.duties, duty->key)) return one->what;
      const auto* recurring = find_by_key(plan.recurring_duties, duty->key);
      return recurring ? recurring->what : duty->key;
    }
    case TargetKind::task: {
      const auto task = std::ranges::find(record.tasks, TaskId{row.target}, &TaskRecord::id);
      const auto* planned =
          task == record.tasks.end() ? nullptr : find_by_key(plan.tasks, task->key);
      return planned ? planned->text : "";
    }
  }
  return "";
}

class LedgerExport {
 public:
  LedgerExport(Snapshot& snapshot, const LedgerFilter& filter, const Actor& actor,
               const ApiParts& parts, Language language)
      : snapshot_(snapshot), filter_(filter), actor_(actor), parts_(parts), language_(language) {
    table_.columns = {"id",        "plan", "plan_number", "plan_title",
                      "at",        "rule", "target_kind", "target",
                      "recipient", "part", "state",       "dropped_because"};
  }

  /// Of a plan of others only what is for the actor's agency.
  Result<Done> add_plan(PlanId id) {
    const auto sight = TRY(look_at_plan(snapshot_, id, actor_, parts_));
    const auto names = agency_names_of(snapshot_, id);
    const auto recipient = sight.whole ? std::nullopt : std::optional{actor_.agency};
    std::optional<LedgerPlace> after;
    for (;;) {
      const auto rows = ledger_of(snapshot_, id, recipient, page, after, filter_.state);
      if (table_.rows.size() + rows.size() > most_exported_rows)
        return Refusal{export_too_large, {}, {{"limit", std::to_string(most_exported_rows)}}};
      for (const auto& row : rows) add(sight.record, row, names);
      if (rows.size() < page) return Done{};
      after = LedgerPlace{rows.back().at, rows.back().id};
    }
  }
  ExportTable take() && { return std::move(table_); }

 private:
  void add(const PlanRecord& record, const LedgerRow& row,
           const std::map<AgencyId, std::string>& names) {
    const auto& zone = parts_.house.zone;
    const auto found = names.find(row.recipient);
    const auto name = found == names.end() ? std::string{} : found->second;
    table_.rows.push_back(
        {ExportCell{row.id.to_string()}, ExportCell{record.id.to_string()},
         ExportCell{record.number}, ExportCell{record.content.title},
         ExportCell{Cell{moment_of(row.at, zone)}, JsonValue{zone.to_rfc3339(row.at)}},
         ExportCell{row.rule}, coded_cell(language_, "target_kind", to_string(row.target_kind)),
         ExportCell{Cell{target_name(record, row)}, JsonObject{{"kind", to_string(row.target_kind)},
                                                               {"id", uuid_to_string(row.target)},
                                                               {"name", target_name(record, row)}}},
         ExportCell{Cell{name}, JsonObject{{"id", row.recipient.to_string()}, {"name", name}}},
         coded_cell(language_, "told_as", to_string(row.part)),
         coded_cell(language_, "reminder_state", state_code(row.state)),
         ExportCell{row.dropped_because}});
  }

  Snapshot& snapshot_;
  const LedgerFilter& filter_;
  const Actor& actor_;
  const ApiParts& parts_;
  const Language language_;
  ExportTable table_;
};

}  // namespace

Result<ExportTable> export_ledgers(Snapshot& snapshot, const LedgerFilter& filter,
                                   const Actor& actor, const ApiParts& parts, Language language) {
  LedgerExport exported{snapshot, filter, actor, parts, language};
  if (filter.plan) {
    TRY(exported.add_plan(*filter.plan));
    return std::move(exported).take();
  }
  PlanFilter plans;
  plans.owner = actor.agency;
  plans.concerning = actor.agency;
  plans.limit = page;
  for (;;) {
    const auto listed = list_plans(snapshot, plans);
    for (const auto& one : listed) TRY(exported.add_plan(one.id));
    if (listed.size() < page) return std::move(exported).take();
    plans.after = listed.back().id;
  }
}

}  // namespace inspectord
