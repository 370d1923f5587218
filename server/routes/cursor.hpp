// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// The sort keys of the last entry of a page: what comes behind them is the next page, whatever was
/// added meanwhile. Texts without line ends.
using PagePlace = std::vector<std::string>;

/// A place as clients get it and give it back: letters and digits that mean nothing to them, and
/// hold only for the list (and the order) that they came from.
std::string write_cursor(std::string_view list, const PagePlace&);
/// nullopt for what is no cursor of this list.
std::optional<PagePlace> read_cursor(std::string_view list, std::string_view cursor);

}  // namespace inspectord
