// SPDX-License-Identifier: Apache-2.0
#include "server/http/accept_encoding.hpp"

#include "server/http/headers.hpp"

#include <algorithm>

namespace inspectord {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// "q=0", "q=0.000": not wanted. Any other weight will do, since there is one encoding to choose.
bool is_refusal(std::string_view parameter) {
  if (!same_ignoring_case(parameter.substr(0, 2), "q=")) return false;
  const auto weight = parameter.substr(2);
  return !weight.empty() && weight.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

bool accepts_gzip(std::optional<std::string_view> accept_encoding) {
  auto rest = accept_encoding.value_or("");
  std::optional<bool> gzip, any;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    const auto item = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    const auto coding = trimmed(item.substr(0, semicolon));
    const auto parameter = trimmed(item.substr(std::min(semicolon + 1, item.size())));
    if (same_ignoring_case(coding, "gzip") || same_ignoring_case(coding, "x-gzip")) {
      gzip = !is_refusal(parameter);
    } else if (coding == "*") {
      any = !is_refusal(parameter);
    }
  }
  return gzip.value_or(any.value_or(false));
}

}  // namespace inspectord
