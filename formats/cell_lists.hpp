// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// Several texts in one cell: "a; b". A backslash stands before what would cut or trim one of them;
/// a line break is written \n. `split_cell(join_cell(x, s), s) == x` for texts of any kind, but
/// none for a list of one empty text. Lists within lists are joined from the inside out.
std::string join_cell(const std::vector<std::string>& texts, char separator);

/// Blanks around each are left out; a line break counts as the separator ";". An empty cell has
/// none.
std::vector<std::string> split_cell(std::string_view cell, char separator);

}  // namespace inspectord
