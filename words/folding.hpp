// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace inspectord {

/// A text as it is searched: small letters without diacritics, however they were composed ("Đường
/// Hòa" is "duong hoa"); control characters and spaces become one space each. What is no Latin
/// letter stays. Requires: UTF-8.
std::string folded_for_search(std::string_view text);

}  // namespace inspectord
