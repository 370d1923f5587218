// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/refusal.hpp"
#include "core/result.hpp"
#include "server/http/request.hpp"
#include "workflow/roles.hpp"

#include <cstdint>

namespace inspectord {

inline constexpr Reason sign_in_needed{"sign_in_needed", RefusalKind::unauthenticated};
inline constexpr Reason role_needed{"role_needed", RefusalKind::forbidden};

/// Who may take a route at all; which plan or agency they may see is asked by the route itself.
class Rule {
 public:
  static Rule anyone() { return Rule{Kind::anyone, {}}; }
  static Rule signed_in() { return Rule{Kind::signed_in, {}}; }
  static Rule any_of(Roles roles) { return Rule{Kind::roles, roles}; }
  /// From the machine itself without a token; from elsewhere with one of the roles.
  static Rule loopback_or(Roles roles) { return Rule{Kind::loopback_or_roles, roles}; }

  /// Whether credentials matter; where they do not, not even wrong ones are looked at.
  bool asks_who() const { return kind_ != Kind::anyone; }

  /// `actor` is nullptr where nobody signed in.
  Result<Done> allows(const Request&, const Actor* actor) const;

 private:
  enum class Kind : std::uint8_t { anyone, signed_in, roles, loopback_or_roles };
  Rule(Kind kind, Roles roles) : kind_(kind), roles_(roles) {}

  Kind kind_;
  Roles roles_;
};

}  // namespace inspectord
