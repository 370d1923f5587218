// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/directory_file.hpp"
#include "formats/table_columns.hpp"
#include "workflow/plan/plan.hpp"

#include <span>

// Agencies as rows of a table: for the directory of a house, or for the units of one plan.

namespace inspectord {

/// Name, superior, short name, other names, level, mail addresses, dates; `name` has to be there.
std::span<const Column> directory_unit_columns();
/// What a row says of an agency: one mail contact for each address.
AgencyListing read_directory_unit(RowReader&);

/// Name, superior, key, short name, other names, level, dates; role and reason.
std::span<const Column> plan_unit_columns();
/// Puts what a row says into a plan: the agency where the plan has none of that key or name, and
/// its role (inspected by default). Members that the plan says already are only replaced where the
/// file has their column. Returns the key.
std::string read_plan_unit(RowReader&, Plan&);

}  // namespace inspectord
