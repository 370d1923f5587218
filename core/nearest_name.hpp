// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace inspectord {

/// The known name that an unknown one most likely meant (edit distance of at most a third), or "".
std::string_view nearest_name(std::string_view unknown, std::span<const std::string_view> known);

}  // namespace inspectord
