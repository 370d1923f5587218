// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// Those of the known names that are so like a name that one of them was probably meant: the same
/// but for capitals, diacritics and spaces, or with one word of three letters or more in which one
/// letter is missing, wrong, too many or in its neighbour's place. Digits and single letters tell
/// agencies apart. Requires: UTF-8.
std::vector<std::string> names_near(std::string_view name, const std::vector<std::string>& known);

}  // namespace inspectord
