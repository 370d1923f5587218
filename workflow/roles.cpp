// SPDX-License-Identifier: Apache-2.0
#include "workflow/roles.hpp"

#include <array>

namespace inspectord {
namespace {

constexpr std::array<std::string_view, 7> names{"administrator", "planner", "approver", "clerk",
                                                "inspector",     "agency",  "auditor"};

}  // namespace

std::string_view to_string(Role role) {
  return names[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::vector<Role> Roles::list() const {
  std::vector<Role> roles;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (has(static_cast<Role>(i))) roles.push_back(static_cast<Role>(i));
  }
  return roles;
}

}  // namespace inspectord
