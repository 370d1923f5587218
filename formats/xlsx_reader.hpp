// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/table.hpp"

#include <string_view>

namespace inspectord {

/// Reads the first sheet of a workbook (XLSX, ECMA-376) that is not hidden: shared and inline
/// strings, numbers, days and hours by their number format, yes and no. A formula is not read, not
/// even its last result, which may be old or another program's: its cell is an UnreadCell, as are
/// errors. Rows without a value are left out. Refuses what is no workbook, lacks a part, has a
/// document type (where entities would be), or unpacks to more than it may.
Result<Table> parse_xlsx(std::string_view bytes, const TableLimits& = {});

}  // namespace inspectord
