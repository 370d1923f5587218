// SPDX-License-Identifier: Apache-2.0
#include "server/http/router.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace inspectord {
namespace {

Handler nothing() {
  return answers([](const Call&) -> Result<Response> { return Response{}; });
}

Router a_router() {
  return Router{
      {{Method::get, "/api/v1/plans", Rule::anyone(), nothing()},
       {Method::post, "/api/v1/plans", Rule::anyone(), nothing()},
       {Method::get, "/api/v1/plans/{id}", Rule::anyone(), nothing()},
       {Method::post, "/api/v1/plans/{id}/visits/{visit}/move", Rule::anyone(), nothing()},
       {Method::post, "/api/v1/plans/import", Rule::anyone(), nothing()},
       {Method::get, "/", Rule::anyone(), nothing()}}};
}

TEST(Route, CannotBeWrittenWithoutARule) {
  static_assert(!std::is_default_constructible_v<Rule>);
  static_assert(!std::is_default_constructible_v<Route>);
  static_assert(!std::is_convertible_v<Handler, Rule>);
  SUCCEED();
}

struct MatchCase {
  Method method;
  const char* path;
  const char* expected;  ///< The template, "404", "400", or what is allowed.
};

std::string matched(const Router& router, Method method, std::string_view path) {
  const auto match = router.match(method, path);
  if (const auto* found = std::get_if<RouteFound>(&match)) return std::string{found->route->path};
  if (const auto* others = std::get_if<RouteOtherMethods>(&match)) return others->allow;
  return std::holds_alternative<RouteMalformed>(match) ? "400" : "404";
}

TEST(Router, FindsWhatTheTableSays) {
  const MatchCase cases[] = {
      {Method::get, "/", "/"},
      {Method::get, "/api/v1/plans", "/api/v1/plans"},
      {Method::head, "/api/v1/plans", "/api/v1/plans"},
      {Method::get, "/api/v1/pl%61ns", "/api/v1/plans"},
      {Method::get, "/api/v1/plans/x", "/api/v1/plans/{id}"},
      {Method::post, "/api/v1/plans/import", "/api/v1/plans/import"},
      {Method::get, "/api/v1/plans/import", "POST, OPTIONS"},
      {Method::post, "/api/v1/plans/x/visits/y/move", "/api/v1/plans/{id}/visits/{visit}/move"},
      {Method::del, "/api/v1/plans", "GET, HEAD, POST, OPTIONS"},
      {Method::options, "/api/v1/plans/x", "GET, HEAD, OPTIONS"},
      {Method::get, "/api/v1/plans/x/visits/y/move", "POST, OPTIONS"},
      {Method::get, "/api/v1/plans/", "404"},
      {Method::get, "/api/v1//plans", "404"},
      {Method::get, "/api/v1", "404"},
      {Method::get, "/api/v1/plans/x/visits", "404"},
      {Method::get, "/API/v1/plans", "404"},
      {Method::get, "/api/v1/plans/x%2", "400"},
      {Method::get, "/api/v1/plans/x%zz", "400"},
      {Method::get, "/api/v1/plans/x%0a", "400"},
      {Method::get, "/api/v1/plans/%ed%a0%80", "400"},
      {Method::options, "*", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"},
  };
  const auto router = a_router();
  for (const auto& [method, path, expected] : cases) {
    EXPECT_EQ(matched(router, method, path), expected) << to_string(method) << ' ' << path;
  }
}

TEST(Router, DecodesEachParameterOnceAndByItself) {
  const auto router = a_router();
  const auto match = router.match(Method::post, "/api/v1/plans/a%2Fb/visits/%2541%20%C6%B0/move");
  const auto* found = std::get_if<RouteFound>(&match);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->parameters.at("id"), "a/b");
  EXPECT_EQ(found->parameters.at("visit"), "%41 ư");
  EXPECT_THROW(found->parameters.at("nothing"), std::out_of_range);
}

TEST(Router, RefusesATableThatContradictsItself) {
  const auto build = [](std::vector<Route> routes) { Router router{std::move(routes)}; };
  EXPECT_THROW(build({{Method::get, "/a", Rule::anyone(), nothing()},
                      {Method::get, "/a", Rule::anyone(), nothing()}}),
               std::logic_error);
  EXPECT_THROW(build({{Method::get, "/{a}", Rule::anyone(), nothing()},
                      {Method::post, "/{b}", Rule::anyone(), nothing()}}),
               std::logic_error);
  EXPECT_THROW(build({{Method::get, "a", Rule::anyone(), nothing()}}), std::logic_error);
  EXPECT_THROW(build({{Method::get, "/a{b}", Rule::anyone(), nothing()}}), std::logic_error);
  EXPECT_THROW(build({{Method::head, "/a", Rule::anyone(), nothing()}}), std::logic_error);
}

TEST(Rule, AsksForWhatItSays) {
  Request here;
  here.peer_is_loopback = true;
  Request away;
  Request through_proxy = here;
  through_proxy.headers.add("X-Forwarded-For", "203.0.113.1");
  Actor planner;
  planner.roles = {Role::planner};
  const auto may = [](const Rule& rule, const Request& request, const Actor* actor) {
    return rule.allows(request, actor).has_value();
  };
  EXPECT_TRUE(may(Rule::anyone(), away, nullptr));
  EXPECT_FALSE(may(Rule::signed_in(), here, nullptr));
  EXPECT_TRUE(may(Rule::signed_in(), away, &planner));
  EXPECT_TRUE(may(Rule::any_of({Role::planner, Role::clerk}), away, &planner));
  EXPECT_FALSE(may(Rule::any_of({Role::clerk}), away, &planner));
  EXPECT_FALSE(may(Rule::any_of({}), away, &planner));
  EXPECT_TRUE(may(Rule::loopback_or({Role::auditor}), here, nullptr));
  EXPECT_FALSE(may(Rule::loopback_or({Role::auditor}), through_proxy, nullptr));
  EXPECT_FALSE(may(Rule::loopback_or({Role::auditor}), away, &planner));
  EXPECT_EQ(Rule::any_of({Role::clerk}).allows(away, &planner).error().reason(), role_needed);
  EXPECT_EQ(Rule::any_of({Role::clerk}).allows(away, nullptr).error().reason(), sign_in_needed);
}

}  // namespace
}  // namespace inspectord
