// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/export_table.hpp"
#include "formats/table_columns.hpp"
#include "workflow/plan/plan.hpp"

#include <span>
#include <string>

// A visit of a plan as a row of a table. What it holds of lists stands in one cell
// (cell_lists.hpp): sessions as "morning 08:00-11:00 | unit | place", sub-units as "agency |
// placeholder | chosen by", attendees as "text | scope | agencies".

namespace inspectord {

/// What an import knows: `unit` and `date` have to be there; id, plan, its title and number, and
/// state, which an export has besides, are passed over.
std::span<const Column> visit_columns();

/// Sets what the file has columns for, and leaves the rest. Agencies are those of the plan.
void read_visit(RowReader&, const Plan&, Visit&);

/// The cells of the columns from key to team, in their order.
std::vector<ExportCell> visit_cells(const Visit&, const Plan&, Language);
/// Their codes.
std::span<const std::string_view> visit_cell_codes();

}  // namespace inspectord
