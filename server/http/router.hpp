// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/http/handler.hpp"
#include "server/http/rule.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace inspectord {

/// One line of the table of routes. Rule has no default: a line that does not say who may does not
/// compile.
struct Route {
  Method method;          ///< HEAD and OPTIONS follow from the others and are never written down.
  std::string_view path;  ///< Static storage: "/api/v1/plans/{id}".
  Rule rule;
  Handler handler;
  std::size_t max_body = 0;                     ///< Bytes; 0: what the configuration says.
  bool takes_json = true;                       ///< False: a body of any type, or of those named:
  std::vector<std::string_view> media_types{};  ///< Static storage.
};

/// A route was found, with what stands in its braces (decoded).
struct RouteFound {
  const Route* route;
  PathParameters parameters;
};
/// No route has this path.
struct RouteUnknown {};
/// The path cannot be decoded: a broken percent triplet, a control character, not UTF-8.
struct RouteMalformed {};
/// The path is known, the method is not; also how OPTIONS is answered.
struct RouteOtherMethods {
  std::string allow;  ///< "GET, HEAD, OPTIONS"
};
using RouteMatch = std::variant<RouteFound, RouteUnknown, RouteMalformed, RouteOtherMethods>;

/// Finds the route of a request. Immutable once built; any thread.
class Router {
 public:
  /// Throws std::logic_error where two lines say the same, a template is malformed, or a parameter
  /// of one place has two names.
  explicit Router(std::vector<Route>);
  ~Router();

  RouteMatch match(Method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node;
  void insert(const Route&);

  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace inspectord
