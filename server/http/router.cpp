// SPDX-License-Identifier: Apache-2.0
#include "server/http/router.hpp"

#include "server/http/target.hpp"

#include <array>
#include <map>
#include <optional>
#include <stdexcept>

namespace inspectord {
namespace {

constexpr std::size_t method_count = 7;

std::size_t index_of(Method method) {
  return static_cast<std::size_t>(method);
}

/// The text between slashes; an empty path behind the first slash is one empty segment.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::logic_error bad_table(std::string_view path, std::string_view why) {
  return std::logic_error{"route " + std::string{path} + ": " + std::string{why}};
}

}  // namespace

/// What can follow a prefix of a path.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literal;
  std::unique_ptr<Node> parameter;
  std::string_view parameter_name;
  std::array<const Route*, method_count> routes{};

  bool is_end() const {
    for (const auto* route : routes) {
      if (route) return true;
    }
    return false;
  }
};

namespace {

template <class Node>
std::string allowed_methods(const Node& node) {
  std::string allow;
  for (std::size_t i = 0; i < method_count; ++i) {
    const auto method = static_cast<Method>(i);
    const bool follows =
        method == Method::options || (method == Method::head && node.routes[index_of(Method::get)]);
    if (!node.routes[i] && !follows) continue;
    if (!allow.empty()) allow += ", ";
    allow += to_string(method);
  }
  return allow;
}

}  // namespace

Router::Router(std::vector<Route> routes)
    : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (const auto& route : routes_) insert(route);
}

Router::~Router() = default;

void Router::insert(const Route& route) {
  if (!route.path.starts_with('/')) throw bad_table(route.path, "does not begin with a slash");
  if (route.method == Method::head || route.method == Method::options) {
    throw bad_table(route.path, "HEAD and OPTIONS follow from the others");
  }
  Node* node = root_.get();
  for (const auto segment : segments_of(route.path)) {
    if (!is_parameter(segment)) {
      if (segment.find_first_of("{}%") != std::string_view::npos)
        throw bad_table(route.path, "malformed");
      auto& child = node->literal[std::string{segment}];
      if (!child) child = std::make_unique<Node>();
      node = child.get();
      continue;
    }
    const auto name = segment.substr(1, segment.size() - 2);
    if (!node->parameter) node->parameter = std::make_unique<Node>();
    if (!node->parameter_name.empty() && node->parameter_name != name) {
      throw bad_table(route.path, "the parameter has another name elsewhere");
    }
    node->parameter_name = name;
    node = node->parameter.get();
  }
  auto& place = node->routes[index_of(route.method)];
  if (place) throw bad_table(route.path, "is there twice");
  place = &route;
}

RouteMatch Router::match(Method method, std::string_view path) const {
  if (path == "*") return RouteOtherMethods{"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"};
  if (!path.starts_with('/')) return RouteMalformed{};
  const Node* node = root_.get();
  PathParameters parameters;
  for (const auto segment : segments_of(path)) {
    auto text = percent_decoded(segment);
    if (!text) return RouteMalformed{};
    const auto literal = node->literal.find(*text);
    if (literal != node->literal.end()) {
      node = literal->second.get();
    } else if (node->parameter && !text->empty()) {
      parameters.add(node->parameter_name, std::move(*text));
      node = node->parameter.get();
    } else {
      return RouteUnknown{};
    }
  }
  if (!node->is_end()) return RouteUnknown{};
  const auto* route = node->routes[index_of(method == Method::head ? Method::get : method)];
  if (!route) return RouteOtherMethods{allowed_methods(*node)};
  return RouteFound{route, std::move(parameters)};
}

}  // namespace inspectord
