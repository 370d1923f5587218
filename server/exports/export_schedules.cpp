// SPDX-License-Identifier: Apache-2.0
#include "formats/visit_table.hpp"
#include "server/exports/exports.hpp"
#include "server/routes/plan_sight.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace inspectord {
namespace {

constexpr int page = 500;

/// Visits of others' plans show what their lists show.
constexpr auto kept_from_others =
    std::to_array<std::string_view>({"sessions", "sub_units", "attendees", "team"});

/// A row and where it belongs.
struct Dated {
  LocalDate date;
  std::string key;
  std::vector<ExportCell> cells;
};

class ScheduleExport {
 public:
  ScheduleExport(Snapshot& snapshot, const PartFilter& filter, const Actor& actor,
                 const ApiParts& parts, Language language)
      : snapshot_(snapshot), filter_(filter), actor_(actor), parts_(parts), language_(language) {}

  Result<Done> add_told();
  Result<Done> add_drafts();
  ExportTable take() &&;

 private:
  void add_told_of(const PlanSight& sight, const std::vector<VisitId>& ids);
  void add_draft(const PlanSight& sight);
  void add(const PlanSight& sight, const Visit& visit, std::string id, VisitState state);
  Result<std::map<PlanId, std::vector<VisitId>>> list_told();
  bool is_wanted_unit(const PlanSight& sight, const Visit& visit) const;
  Result<Done> check_size() const {
    if (rows_.size() <= most_exported_rows) return Done{};
    return Refusal{export_too_large, {}, {{"limit", std::to_string(most_exported_rows)}}};
  }

  Snapshot& snapshot_;
  const PartFilter& filter_;
  const Actor& actor_;
  const ApiParts& parts_;
  const Language language_;
  std::vector<Dated> rows_;
};

/// Plan by plan, so that each is read once and let go.
Result<Done> ScheduleExport::add_told() {
  for (const auto& [plan, ids] : TRY(list_told())) {
    const auto sight = look_at_plan(snapshot_, plan, actor_, parts_);
    if (sight) add_told_of(*sight, ids);
    TRY(check_size());
  }
  return Done{};
}

Result<std::map<PlanId, std::vector<VisitId>>> ScheduleExport::list_told() {
  std::map<PlanId, std::vector<VisitId>> ids;
  PartFilter filter = filter_;
  filter.agency.reset();  // of duties alone; the unit of a visit is looked up in its plan
  filter.limit = page;
  filter.after.reset();
  for (std::size_t seen = 0;;) {
    const auto listed = list_visits(snapshot_, filter);
    for (const auto& one : listed) ids[one.plan].push_back(VisitId{one.id});
    seen += listed.size();
    if (seen > most_exported_rows)
      return Refusal{export_too_large, {}, {{"limit", std::to_string(most_exported_rows)}}};
    if (listed.size() < page) return ids;
    filter.after = listed.back();
  }
}

void ScheduleExport::add_told_of(const PlanSight& sight, const std::vector<VisitId>& ids) {
  for (const auto id : ids) {
    const auto* record = sight.record.find_visit(id);
    const auto* planned = record ? find_by_key(sight.record.content.visits, record->key) : nullptr;
    if (!planned || !sight.sees(*record)) continue;
    Visit visit = *planned;
    visit.date = record->date;
    if (record->state == VisitState::tentative || record->state == VisitState::confirmed)
      visit.tentative = record->state == VisitState::tentative;
    add(sight, visit, id.to_string(), record->state);
  }
}

/// Plans of the house whose visits are not told yet: they stand in the content alone.
Result<Done> ScheduleExport::add_drafts() {
  for (const auto state : {PlanState::drafted, PlanState::approved}) {
    PlanFilter plans;
    plans.state = state;
    plans.owner = actor_.agency;
    plans.limit = page;
    for (;;) {
      const auto listed = list_plans(snapshot_, plans);
      for (const auto& one : listed) {
        if (filter_.plan && *filter_.plan != one.id) continue;
        add_draft(TRY(look_at_plan(snapshot_, one.id, actor_, parts_)));
        TRY(check_size());
      }
      if (listed.size() < page) break;
      plans.after = listed.back().id;
    }
  }
  return Done{};
}

void ScheduleExport::add_draft(const PlanSight& sight) {
  for (const auto& visit : sight.record.content.visits) {
    const auto state = visit.tentative ? VisitState::tentative : VisitState::confirmed;
    const auto day = to_string(visit.date);
    if (filter_.state && *filter_.state != state_code(state)) continue;
    if ((filter_.from && day < *filter_.from) || (filter_.to && day > *filter_.to)) continue;
    add(sight, visit, {}, state);
  }
}

bool ScheduleExport::is_wanted_unit(const PlanSight& sight, const Visit& visit) const {
  if (!filter_.agency) return true;
  const auto found = sight.record.agencies.find(visit.unit);
  return found != sight.record.agencies.end() && found->second == *filter_.agency;
}

void ScheduleExport::add(const PlanSight& sight, const Visit& visit, std::string id,
                         VisitState state) {
  if (!is_wanted_unit(sight, visit)) return;
  const auto& record = sight.record;
  std::vector<ExportCell> row{ExportCell{record.id.to_string()}, ExportCell{record.number},
                              ExportCell{record.content.title}};
  auto cells = visit_cells(visit, record.content, language_);
  const auto codes = visit_cell_codes();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool kept =
        !sight.whole && std::ranges::find(kept_from_others, codes[i]) != kept_from_others.end();
    row.push_back(kept ? ExportCell{} : std::move(cells[i]));
  }
  row.push_back(id.empty() ? ExportCell{} : ExportCell{std::move(id)});
  row.push_back(coded_cell(language_, "visit_state", state_code(state)));
  rows_.push_back({visit.date, record.id.to_string() + visit.key, std::move(row)});
}

ExportTable ScheduleExport::take() && {
  std::ranges::sort(rows_, [&](const Dated& a, const Dated& b) {
    const bool earlier = std::tie(a.date, a.key) < std::tie(b.date, b.key);
    const bool later = std::tie(b.date, b.key) < std::tie(a.date, a.key);
    return filter_.descending ? later : earlier;
  });
  ExportTable table;
  table.columns = {"plan", "plan_number", "plan_title"};
  const auto codes = visit_cell_codes();
  table.columns.insert(table.columns.end(), codes.begin(), codes.end());
  table.columns.insert(table.columns.end(), {"id", "state"});
  for (auto& row : rows_) table.rows.push_back(std::move(row.cells));
  return table;
}

}  // namespace

Result<ExportTable> export_schedules(Snapshot& snapshot, PartFilter filter, const Actor& actor,
                                     const ApiParts& parts, Language language) {
  filter.viewer = actor.agency;
  if (filter.plan) TRY(look_at_plan(snapshot, *filter.plan, actor, parts));
  ScheduleExport exported{snapshot, filter, actor, parts, language};
  TRY(exported.add_told());
  TRY(exported.add_drafts());
  return std::move(exported).take();
}

}  // namespace inspectord
