// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/id.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

enum class Role : std::uint8_t {
  administrator,
  planner,
  approver,
  clerk,
  inspector,
  agency,
  auditor
};

std::string_view to_string(Role);
std::optional<Role> parse_role(std::string_view);

/// A set of roles.
class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) add(role);
  }
  void add(Role role) { bits_ |= bit(role); }
  bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  bool has_any(const Roles& other) const { return (bits_ & other.bits_) != 0; }
  bool empty() const { return bits_ == 0; }
  std::vector<Role> list() const;
  friend bool operator==(const Roles&, const Roles&) = default;

 private:
  static std::uint8_t bit(Role role) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(role));
  }
  std::uint8_t bits_ = 0;
};

/// Through which door an act comes in.
enum class ActorChannel { http, command, system };

/// Who acts. Every act takes one, and the journal keeps it.
struct Actor {
  UserId user;      ///< Nil for the service itself.
  AgencyId agency;  ///< For whom the user acts.
  Roles roles;
  ActorChannel channel = ActorChannel::command;
  std::string name{};  ///< As the user signs; compared with the signer of a plan.

  bool has(Role role) const { return roles.has(role); }
};

}  // namespace inspectord
