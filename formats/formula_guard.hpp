// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace inspectord {

// A spreadsheet that opens a CSV file takes a cell for a formula by how it begins: = + - @, their
// full-width and small forms, tab or line end, also behind blanks. And it may cut a cell in two
// where the file's separator is not its own, so that what stands behind a comma, semicolon, tab,
// line end or quote begins a cell as well. An apostrophe before each such place makes it text.

/// What no spreadsheet takes for a formula, wherever it cuts. Requires: UTF-8.
std::string without_formulas(std::string_view text);

/// Undoes exactly that: `with_formulas(without_formulas(x)) == x` for every x.
std::string with_formulas(std::string_view text);

}  // namespace inspectord
