// SPDX-License-Identifier: Apache-2.0
#include "server/http/rule.hpp"

namespace inspectord {
namespace {

/// What a proxy on this machine hands on does not come from this machine.
bool comes_from_here(const Request& request) {
  return request.peer_is_loopback && !request.header("X-Forwarded-For") &&
         !request.header("Forwarded") && !request.header("Via");
}

}  // namespace

Result<Done> Rule::allows(const Request& request, const Actor* actor) const {
  if (kind_ == Kind::anyone) return Done{};
  if (kind_ == Kind::loopback_or_roles && comes_from_here(request)) return Done{};
  if (!actor) return Refusal{sign_in_needed};
  if (kind_ == Kind::signed_in || actor->roles.has_any(roles_)) return Done{};
  std::string needed;
  for (const auto role : roles_.list()) {
    if (!needed.empty()) needed += ", ";
    needed += to_string(role);
  }
  return Refusal{role_needed, {}, {{"roles", needed}}};
}

}  // namespace inspectord
