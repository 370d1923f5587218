// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/export_table.hpp"
#include "formats/table_columns.hpp"
#include "workflow/plan/plan.hpp"

#include <span>
#include <string>

namespace inspectord {

/// The columns of a table of plans, one plan a row: what stands on a plan's first and last page.
/// `kind`, `title`, `plan_year` and `issuer` have to be there; `owner` and `state`, which an export
/// has besides, are passed over.
std::span<const Column> plan_columns();

/// Sets what the file has columns for, and leaves the rest. Agencies are those of the plan, or are
/// added to it by their names. A key that is missing is made of title and year.
void read_plan_row(RowReader&, Plan&);

/// The cells of the columns from key to policy, in their order.
std::vector<ExportCell> plan_cells(const Plan&, Language);
/// Their codes.
std::span<const std::string_view> plan_cell_codes();

/// The column that a JSON pointer into a plan file belongs to: "/signer/name" is "signer_name"; ""
/// for what no column says.
std::string column_of_plan(std::string_view pointer);

/// A key for an entry, of its name: "ubnd-xa-phuc-son"; `taken(key)` says whether it is another's.
template <class Taken>
std::string key_for(std::string_view name, Taken taken);

/// Small letters and digits with "-" between them, at most 60 characters; "x" where nothing is
/// left.
std::string key_of_name(std::string_view name);

/// The entry of a plan that a name means, or a new one.
std::string agency_key_for(Plan&, const std::string& name, const std::string& parent_key,
                           std::string_view column, RowReader&);

template <class Taken>
std::string key_for(std::string_view name, Taken taken) {
  const auto base = key_of_name(name);
  auto key = base;
  for (int number = 2; taken(key); ++number) key = base + "-" + std::to_string(number);
  return key;
}

}  // namespace inspectord
