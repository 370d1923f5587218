// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/export_table.hpp"
#include "server/routes/api.hpp"
#include "storage/part_lists.hpp"
#include "storage/plans.hpp"
#include "workflow/roles.hpp"

#include <optional>
#include <string>

// What leaves the house as tables: read from one snapshot, whole, with the access of the lists (of
// the plans of others what these show). Any thread that has a snapshot.

namespace inspectord {

/// limit: rows. Narrow it by a filter.
inline constexpr Reason export_too_large{"export_too_large", RefusalKind::too_large};
inline constexpr std::size_t most_exported_rows = 100'000;

/// One row a plan, with what stands on its first and last page; a table of them is what an import
/// of plans takes.
Result<ExportTable> export_plans(Snapshot&, PlanFilter, const Actor&, Language);

/// One row a visit: of plans told of as it stands, of one's own drafts as it is planned. A table of
/// one plan's is what an import of visits takes. The limit and the place of the filter do not
/// count.
Result<ExportTable> export_schedules(Snapshot&, PartFilter, const Actor&, const ApiParts&,
                                     Language);

struct LedgerFilter {
  std::optional<PlanId> plan{};
  std::optional<ReminderState> state{};
};
/// One row a reminder, by plan and instant.
Result<ExportTable> export_ledgers(Snapshot&, const LedgerFilter&, const Actor&, const ApiParts&,
                                   Language);

enum class ExportFormat { csv, xlsx, json };
std::string_view media_type_of(ExportFormat);
/// The bytes of a table; `sheet` is the key of its name ("sheet.plans").
std::string write_export(const ExportTable&, ExportFormat, std::string_view sheet, Language);

}  // namespace inspectord
