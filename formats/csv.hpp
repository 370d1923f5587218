// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/result.hpp"
#include "formats/table.hpp"

#include <string>
#include <string_view>

namespace inspectord {

/// Reads CSV (RFC 4180), strictly: UTF-8 with or without a byte order mark, quotes where a cell
/// holds a separator, quote or line end; lines end in CRLF, LF or CR. The separator is the one of
/// comma, semicolon and tab that stands most often in the first row, or what a line "sep=;" before
/// it says: where a comma is the decimal sign, as in Việt Nam, spreadsheets write semicolons. Every
/// cell is a text, what formula_guard added taken away again. Refuses with line and column.
Result<Table> parse_csv(std::string_view bytes, const TableLimits& = {});

/// Writes commas, CRLF and a byte order mark, without which spreadsheets garble Vietnamese. Texts
/// are made harmless (formula_guard.hpp); numbers stay numbers. parse_csv reads texts back as
/// equal.
std::string write_csv(const Table&);

}  // namespace inspectord
