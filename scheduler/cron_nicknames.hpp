// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace inspectord {

/// The five fields that a nickname (OCPS 1.1 section 7.1) stands for, case-sensitive; "" for
/// @reboot, which has none.
std::optional<std::string_view> pattern_of_nickname(std::string_view name);

/// The nickname that an unknown one most likely meant, in whatever case, or "".
std::string_view nearest_nickname(std::string_view unknown);

}  // namespace inspectord
