// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace inspectord {

/// A heading whose number does not follow from those before it.
struct NumberSlip {
  std::size_t index = 0;  ///< Among the headings.
  std::string expected;   ///< The number that would follow: "III", "2.4", "d".
};

/// Headings of one level that come twice, are skipped or begin late. Arabic, Roman and letters
/// (with or without đ); "2.1" counts within "2."; what is none of these is passed over, and
/// counting may begin anew after it.
std::vector<NumberSlip> slips_in(const std::vector<std::string>& numbers);

}  // namespace inspectord
