// SPDX-License-Identifier: Apache-2.0
#include "formats/unit_table.hpp"

#include "formats/agency_cells.hpp"
#include "formats/cell_lists.hpp"
#include "formats/plan_table.hpp"
#include "formats/table_reasons.hpp"

#include <algorithm>
#include <array>

namespace inspectord {
namespace {

using Use = Column::Use;

constexpr auto of_directory = std::to_array<Column>({{"name", Use::required},
                                                     {"parent"},
                                                     {"short_name"},
                                                     {"aliases"},
                                                     {"level"},
                                                     {"emails"},
                                                     {"valid_from"},
                                                     {"valid_to"},
                                                     {"id", Use::passed_over}});

constexpr auto of_plan = std::to_array<Column>({{"name", Use::required},
                                                {"key"},
                                                {"parent"},
                                                {"short_name"},
                                                {"aliases"},
                                                {"level"},
                                                {"role"},
                                                {"reason"},
                                                {"valid_from"},
                                                {"valid_to"},
                                                {"id", Use::passed_over}});

std::vector<std::string> texts_in(const std::string& cell) {
  auto texts = split_cell(cell, ';');
  std::erase(texts, "");
  return texts;
}

AgencyEntry* entry_of(Plan& plan, const std::string& key) {
  const auto found = std::ranges::find(plan.agencies, key, &AgencyEntry::key);
  return found == plan.agencies.end() ? nullptr : &*found;
}

/// The agency that a row means, added where the plan has none; nullptr, said, for a group or
/// several.
AgencyEntry* find_or_add(RowReader& row, Plan& plan, const std::string& name) {
  const auto given = row.has("key") ? row.word("key") : std::string{};
  if (!given.empty()) {
    if (auto* known = entry_of(plan, given)) return known;
    auto& added = plan.agencies.emplace_back();
    added.key = given;
    added.name = name;
    return &added;
  }
  const auto key = agency_key_for(plan, name, "", "name", row);
  auto* entry = entry_of(plan, key);
  if (!entry && !key.empty()) row.complain("name", reason::cell_unknown_agency, {{"found", name}});
  return entry;
}

void read_entry(RowReader& row, AgencyEntry& entry) {
  if (row.has("short_name")) entry.short_name = row.word("short_name");
  if (row.has("aliases")) entry.aliases = texts_in(row.text("aliases"));
  if (row.has("level")) entry.level = row.word("level");
  if (row.has("valid_from")) entry.valid_from = row.date("valid_from");
  if (row.has("valid_to")) entry.valid_to = row.date("valid_to");
}

void read_role(RowReader& row, Plan& plan, const std::string& key) {
  const auto role = row.choice<UnitRole>("role", "unit_role");
  auto unit = std::ranges::find(plan.units, key, &PlanUnit::agency);
  if (unit == plan.units.end()) {
    plan.units.push_back({.agency = key, .role = UnitRole::inspected, .reason = {}, .raw = {}});
    unit = plan.units.end() - 1;
  }
  if (role) unit->role = *role;
  if (row.has("reason")) unit->reason = row.text("reason");
}

}  // namespace

std::span<const Column> directory_unit_columns() {
  return of_directory;
}

std::span<const Column> plan_unit_columns() {
  return of_plan;
}

AgencyListing read_directory_unit(RowReader& row) {
  AgencyListing listing;
  listing.name = row.filled("name").empty() ? "" : row.word("name");
  listing.parent = row.word("parent");
  listing.short_name = row.word("short_name");
  listing.aliases = texts_in(row.text("aliases"));
  listing.level = row.word("level");
  listing.valid_from = row.date("valid_from");
  listing.valid_to = row.date("valid_to");
  for (const auto& address : texts_in(row.text("emails"))) {
    listing.contacts.emplace_back();
    listing.contacts.back().address = address;
  }
  return listing;
}

std::string read_plan_unit(RowReader& row, Plan& plan) {
  if (row.filled("name").empty()) return {};
  const auto name = row.word("name");
  auto* entry = find_or_add(row, plan, name);
  if (!entry) return {};
  auto key = entry->key;
  read_entry(row, *entry);
  const auto parent = row.word("parent");
  if (!parent.empty()) {
    const auto above = agency_key_for(plan, parent, "", "parent", row);
    entry_of(plan, key)->parent = above;  // the list may have moved
  }
  read_role(row, plan, key);
  return key;
}

}  // namespace inspectord
