// SPDX-License-Identifier: Apache-2.0
#include "server/http/request.hpp"

#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 7> names{"GET",   "HEAD",   "POST",   "PUT",
                                                "PATCH", "DELETE", "OPTIONS"};

}  // namespace

std::string_view to_string(Method method) {
  return names[static_cast<std::size_t>(method)];
}

std::optional<Method> parse_method(std::string_view token) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == token) return static_cast<Method>(i);
  }
  return std::nullopt;
}

}  // namespace inspectord
