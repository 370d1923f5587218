// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace inspectord {

/// Why a visit is moved, postponed or cancelled: a closed list, for it is told (words.md section
/// 2). Words: `visit_reason.<code>`.
inline constexpr std::array<std::string_view, 5> visit_reasons{"other_duty", "unit_request",
                                                               "disaster", "team_changed", "other"};

constexpr bool is_visit_reason(std::string_view text) {
  return std::find(visit_reasons.begin(), visit_reasons.end(), text) != visit_reasons.end();
}

}  // namespace inspectord
