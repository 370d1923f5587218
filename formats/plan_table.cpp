// SPDX-License-Identifier: Apache-2.0
#include "formats/plan_table.hpp"

#include "formats/agency_cells.hpp"
#include "formats/table_reasons.hpp"
#include "words/folding.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using Use = Column::Use;

constexpr std::size_t longest_key = 60;

constexpr auto known_columns = std::to_array<Column>({{"id"},
                                                      {"version"},
                                                      {"key"},
                                                      {"kind", Use::required},
                                                      {"title", Use::required},
                                                      {"subject"},
                                                      {"plan_year", Use::required},
                                                      {"period_start"},
                                                      {"period_end"},
                                                      {"period_text"},
                                                      {"number"},
                                                      {"symbol"},
                                                      {"issued_on"},
                                                      {"issued_at"},
                                                      {"issuer", Use::required},
                                                      {"parent_agency"},
                                                      {"drafting_unit"},
                                                      {"signer_form"},
                                                      {"signer_on_behalf_of"},
                                                      {"signer_title"},
                                                      {"signer_name"},
                                                      {"policy"},
                                                      {"owner", Use::passed_over},
                                                      {"state", Use::passed_over}});

constexpr auto cell_codes = std::to_array<std::string_view>({"key",
                                                             "kind",
                                                             "title",
                                                             "subject",
                                                             "plan_year",
                                                             "period_start",
                                                             "period_end",
                                                             "period_text",
                                                             "number",
                                                             "symbol",
                                                             "issued_on",
                                                             "issued_at",
                                                             "issuer",
                                                             "parent_agency",
                                                             "drafting_unit",
                                                             "signer_form",
                                                             "signer_on_behalf_of",
                                                             "signer_title",
                                                             "signer_name",
                                                             "policy"});

/// Where the members of a plan file stand in the table.
constexpr auto places = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"/key", "key"},
     {"/kind", "kind"},
     {"/title", "title"},
     {"/subject", "subject"},
     {"/plan_year", "plan_year"},
     {"/period/start", "period_start"},
     {"/period/end", "period_end"},
     {"/period", "period_text"},
     {"/number", "number"},
     {"/symbol", "symbol"},
     {"/date", "issued_on"},
     {"/place", "issued_at"},
     {"/issuer", "issuer"},
     {"/parent_agency", "parent_agency"},
     {"/drafting_unit", "drafting_unit"},
     {"/signer/form", "signer_form"},
     {"/signer/on_behalf_of", "signer_on_behalf_of"},
     {"/signer/title", "signer_title"},
     {"/signer/name", "signer_name"},
     {"/policy", "policy"}});

void read_period(RowReader& row, Plan& plan) {
  if (!row.has("period_start") && !row.has("period_end") && !row.has("period_text")) return;
  auto period = plan.period.value_or(PlanPeriod{});
  if (row.has("period_start")) period.start = row.date("period_start");
  if (row.has("period_end")) period.end = row.date("period_end");
  if (row.has("period_text")) period.raw = row.text("period_text");
  if (period == PlanPeriod{}) {
    plan.period.reset();
  } else {
    plan.period = std::move(period);
  }
}

void read_signer(RowReader& row, Plan& plan) {
  auto signer = plan.signer.value_or(Signer{});
  if (row.has("signer_form")) signer.form = row.text("signer_form");
  if (row.has("signer_on_behalf_of")) signer.on_behalf_of = row.text("signer_on_behalf_of");
  if (row.has("signer_title")) signer.title = row.text("signer_title");
  if (row.has("signer_name")) signer.name = row.text("signer_name");
  if (signer == Signer{}) {
    plan.signer.reset();
  } else {
    plan.signer = std::move(signer);
  }
}

void read_agencies(RowReader& row, Plan& plan) {
  if (row.has("parent_agency"))
    plan.parent_agency = agency_key_for(plan, row.word("parent_agency"), "", "parent_agency", row);
  if (row.filled("issuer").empty()) {
    plan.issuer.clear();
  } else {
    plan.issuer = agency_key_for(plan, row.word("issuer"), plan.parent_agency, "issuer", row);
  }
  if (row.has("drafting_unit"))
    plan.drafting_unit =
        agency_key_for(plan, row.word("drafting_unit"), plan.issuer, "drafting_unit", row);
}

void read_year(RowReader& row, Plan& plan) {
  const auto before = row.problems().size();
  const auto year = row.integer("plan_year");
  if (!year && row.problems().size() == before)
    row.complain("plan_year", reason::cell_missing,
                 {{"label", column_label(row.language(), "plan_year")}});
  plan.plan_year = year.value_or(0);
}

void read_kind(RowReader& row, Plan& plan) {
  const auto before = row.problems().size();
  const auto kind = row.choice<PlanKind>("kind", "plan_kind");
  if (!kind && row.problems().size() == before)
    row.complain("kind", reason::cell_missing, {{"label", column_label(row.language(), "kind")}});
  plan.kind = kind.value_or(PlanKind::inspection_plan);
}

}  // namespace

std::span<const Column> plan_columns() {
  return known_columns;
}

std::span<const std::string_view> plan_cell_codes() {
  return cell_codes;
}

std::string key_of_name(std::string_view name) {
  std::string key;
  for (const char c : folded_for_search(name)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain && key.size() < longest_key) {
      key += c;
    } else if (!plain && !key.empty() && key.back() != '-' && key.size() < longest_key) {
      key += '-';
    }
  }
  while (key.ends_with('-')) key.pop_back();
  return key.empty() ? "x" : key;
}

std::string agency_key_for(Plan& plan, const std::string& name, const std::string& parent_key,
                           std::string_view column, RowReader& row) {
  if (name.empty()) return {};
  const AgencyCells agencies{plan};
  const auto found = agencies.find(name);
  if (found.size() > 1) return agencies.key_of(name, column, row);
  if (found.size() == 1) return found.front();
  AgencyEntry entry;
  entry.key = key_for(name, [&](const std::string& key) { return !agencies.find(key).empty(); });
  entry.name = name;
  entry.parent = parent_key;
  plan.agencies.push_back(std::move(entry));
  return plan.agencies.back().key;
}

void read_plan_row(RowReader& row, Plan& plan) {
  read_kind(row, plan);
  plan.title = row.filled("title");
  if (row.has("subject")) plan.subject = row.text("subject");
  read_year(row, plan);
  read_period(row, plan);
  if (row.has("number")) plan.number = row.word("number");
  if (row.has("symbol")) plan.symbol = row.word("symbol");
  if (row.has("issued_on")) plan.date = row.partial_date("issued_on");
  if (row.has("issued_at")) plan.place = row.text("issued_at");
  read_agencies(row, plan);
  read_signer(row, plan);
  if (row.has("policy")) {
    const auto policy = row.word("policy");
    plan.policy = policy.empty() ? Plan{}.policy : policy;
  }
  const auto key = row.word("key");
  if (!key.empty()) plan.key = key;
  if (plan.key.empty()) {
    plan.key = key_of_name(plan.title);
    const auto year = std::to_string(plan.plan_year);
    if (!plan.key.ends_with(year)) plan.key += "-" + year;
  }
}

std::vector<ExportCell> plan_cells(const Plan& plan, Language language) {
  const AgencyCells agencies{plan};
  const auto named = [&](const std::string& key) {
    return ExportCell{key.empty() ? std::string{} : agencies.text_of(key)};
  };
  const auto period = plan.period.value_or(PlanPeriod{});
  const auto signer = plan.signer.value_or(Signer{});
  const auto full = plan.date ? plan.date->full() : std::nullopt;
  const auto issued = full ? ExportCell{Cell{*full}}
                           : ExportCell{plan.date ? to_string(*plan.date) : std::string{}};
  return {ExportCell{plan.key},
          coded_cell(language, "plan_kind", code_name(plan.kind)),
          ExportCell{plan.title},
          ExportCell{plan.subject},
          ExportCell{Cell{std::int64_t{plan.plan_year}}},
          date_cell(period.start),
          date_cell(period.end),
          ExportCell{period.raw},
          ExportCell{plan.number},
          ExportCell{plan.symbol},
          issued,
          ExportCell{plan.place},
          named(plan.issuer),
          named(plan.parent_agency),
          named(plan.drafting_unit),
          ExportCell{signer.form},
          ExportCell{signer.on_behalf_of},
          ExportCell{signer.title},
          ExportCell{signer.name},
          ExportCell{plan.policy}};
}

std::string column_of_plan(std::string_view pointer) {
  const auto found =
      std::ranges::find_if(places, [&](const auto& place) { return place.first == pointer; });
  return found == places.end() ? std::string{} : std::string{found->second};
}

}  // namespace inspectord
