// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_table.hpp"
#include "server/exports/exports.hpp"
#include "storage/agencies.hpp"

#include <map>
#include <utility>

namespace inspectord {
namespace {

constexpr int page = 500;

class PlanExport {
 public:
  PlanExport(Snapshot& snapshot, const Actor& actor, Language language)
      : snapshot_(snapshot), actor_(actor), language_(language) {
    table_.columns = {"id", "version"};
    const auto codes = plan_cell_codes();
    table_.columns.insert(table_.columns.end(), codes.begin(), codes.end());
    table_.columns.insert(table_.columns.end(), {"owner", "state"});
  }

  void add(const PlanSummary& summary) {
    std::vector<ExportCell> row{ExportCell{summary.id.to_string()},
                                ExportCell{Cell{std::int64_t{summary.version}}}};
    auto cells = plan_cells(content_of(summary), language_);
    row.insert(row.end(), std::make_move_iterator(cells.begin()),
               std::make_move_iterator(cells.end()));
    row.emplace_back(Cell{name_of(summary.owner)}, JsonValue{summary.owner.to_string()});
    row.push_back(coded_cell(language_, "plan_state." + summary.kind, state_code(summary.state)));
    table_.rows.push_back(std::move(row));
  }
  std::size_t size() const { return table_.rows.size(); }
  ExportTable take() && { return std::move(table_); }

 private:
  /// Of a plan of the house its content, with the number and date it has now; of others' its head.
  Plan content_of(const PlanSummary& summary) {
    Plan plan;
    if (summary.owner == actor_.agency) {
      auto record = find_plan(snapshot_, summary.id).value();
      plan = std::move(record.content);
      plan.number = record.number;
      plan.date = record.date;
      return plan;
    }
    plan.key = summary.key;
    plan.kind = parse_code_name<PlanKind>(summary.kind).value_or(PlanKind{});
    plan.title = summary.title;
    plan.plan_year = summary.plan_year;
    plan.number = summary.number;
    plan.date = parse_partial_date(summary.date);
    plan.policy.clear();
    return plan;
  }

  std::string name_of(AgencyId id) {
    const auto [known, is_new] = names_.try_emplace(id);
    if (is_new) {
      const auto agency = find_agency(snapshot_, id);
      if (agency) known->second = agency->name;
    }
    return known->second;
  }

  Snapshot& snapshot_;
  const Actor& actor_;
  const Language language_;
  std::map<AgencyId, std::string> names_;
  ExportTable table_;
};

}  // namespace

Result<ExportTable> export_plans(Snapshot& snapshot, PlanFilter filter, const Actor& actor,
                                 Language language) {
  filter.owner = actor.agency;
  filter.concerning = actor.agency;
  filter.limit = page;
  filter.after.reset();
  PlanExport exported{snapshot, actor, language};
  for (;;) {
    const auto plans = list_plans(snapshot, filter);
    if (exported.size() + plans.size() > most_exported_rows)
      return Refusal{export_too_large, {}, {{"limit", std::to_string(most_exported_rows)}}};
    for (const auto& plan : plans) exported.add(plan);
    if (plans.size() < page) return std::move(exported).take();
    filter.after = plans.back().id;
  }
}

}  // namespace inspectord
