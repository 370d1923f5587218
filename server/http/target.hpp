// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// One path segment or query value decoded (RFC 3986, 2.1): nullopt for a broken triplet, a control
/// character or what is not UTF-8.
std::optional<std::string> percent_decoded(std::string_view);

/// The parameters of a query in their order ("a=1&b=2"; "+" is a space); nullopt where one cannot
/// be decoded.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view query);

}  // namespace inspectord
