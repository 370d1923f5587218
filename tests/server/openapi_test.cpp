// SPDX-License-Identifier: Apache-2.0
// docs/openapi.json beside the table of routes; tests/openapi holds every exchange of these tests
// against it.
#include "formats/gzip.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "places.hpp"

namespace inspectord {
namespace {

using testing::Contains;
using testing::Not;

std::string text_of(const JsonValue& json, std::string_view pointer) {
  const auto* found = json.at_pointer(pointer);
  return found && found->if_string() ? *found->if_string() : "";
}

const JsonArray& list_of(const JsonValue& json, std::string_view name) {
  static const JsonArray none;
  const auto* found = json.find(name);
  return found && found->if_array() ? *found->if_array() : none;
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// The names in the braces of a path.
std::set<std::string> braces_of(std::string_view path) {
  std::set<std::string> names;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    names.emplace(path.substr(open + 1, path.find('}', open) - open - 1));
  return names;
}

class OpenApi : public testing::Test {
 protected:
  /// "get /api/v1/plans" -> the operation.
  std::map<std::string, JsonValue> operations() const {
    std::map<std::string, JsonValue> all;
    for (const auto& path : *document_.find("paths")->if_object()) {
      for (const auto& one : *path.value.if_object()) all[one.key + " " + path.key] = one.value;
    }
    return all;
  }

  /// Names of parameters of one place; references are followed.
  std::set<std::string> parameters_of(const JsonValue& operation, std::string_view place) const {
    std::set<std::string> names;
    for (const auto& one : list_of(operation, "parameters")) {
      const auto reference = text_of(one, "/$ref");
      const auto& parameter =
          reference.empty() ? one : *document_.at_pointer(std::string_view{reference}.substr(1));
      if (text_of(parameter, "/in") == place) names.insert(text_of(parameter, "/name"));
    }
    return names;
  }

  const JsonValue* operation_of(const Route& route) const {
    const auto found =
        operations_.find(lower(to_string(route.method)) + " " + std::string{route.path});
    return found == operations_.end() ? nullptr : &found->second;
  }

  BacGiang house_;
  const ApiAnswer answer_ = house_.api.get("/api/openapi.json", "");
  const JsonValue document_ = answer_.json;
  const std::map<std::string, JsonValue> operations_ = operations();
};

TEST_F(OpenApi, IsServedToAnybodyAsItStandsInTheTree) {
  EXPECT_EQ(answer_.status, 200);
  EXPECT_EQ(answer_.field("Content-Type"), "application/json");
  std::ifstream in{std::string{INSPECTORD_SOURCE_DIR} + "/docs/openapi.json"};
  std::ostringstream file;
  file << in.rdbuf();
  EXPECT_TRUE(answer_.body == file.str()) << "the program has another document";
  EXPECT_EQ(text_of(document_, "/openapi"), "3.1.0");
}

TEST_F(OpenApi, IsCompressedAndNotSentAgainToThoseWhoHaveIt) {
  const auto packed = house_.api.get("/api/openapi.json", "", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.field("Content-Encoding"), "gzip");
  const auto plain = gunzipped(packed.body, 16 * 1024 * 1024);
  ASSERT_TRUE(plain);
  EXPECT_TRUE(*plain == answer_.body);
  EXPECT_NE(packed.field("ETag"), answer_.field("ETag"));
  for (const auto& [had, encoding] : {std::pair{answer_, ""}, std::pair{packed, "gzip"}}) {
    const auto again =
        house_.api.get("/api/openapi.json", "",
                       {{"If-None-Match", had.field("ETag")}, {"Accept-Encoding", encoding}});
    EXPECT_EQ(again.status, 304) << encoding;
    EXPECT_EQ(again.body, "");
    EXPECT_EQ(again.field("ETag"), had.field("ETag"));
  }
}

TEST_F(OpenApi, HasEveryRouteOfTheServiceAndNoOther) {
  std::set<std::string> routes;
  for (const auto& route : house_.api.router().routes())
    routes.insert(lower(to_string(route.method)) + " " + std::string{route.path});
  std::set<std::string> described;
  for (const auto& [name, operation] : operations_) described.insert(name);
  EXPECT_EQ(described, routes);
  EXPECT_GE(routes.size(), 75u);
}

TEST_F(OpenApi, DeclaresWhatStandsInBraces) {
  for (const auto& [name, operation] : operations_)
    EXPECT_EQ(parameters_of(operation, "path"), braces_of(name)) << name;
}

TEST_F(OpenApi, NamesEachOperationOnce) {
  std::set<std::string> ids;
  for (const auto& [name, operation] : operations_) {
    const auto id = text_of(operation, "/operationId");
    EXPECT_NE(id, "") << name;
    EXPECT_TRUE(ids.insert(id).second) << id << " stands twice";
    EXPECT_NE(text_of(operation, "/summary"), "") << name;
  }
}

TEST_F(OpenApi, SaysWhoMayAsTheRulesOfTheRoutesDo) {
  for (const auto& route : house_.api.router().routes()) {
    const auto* operation = operation_of(route);
    ASSERT_NE(operation, nullptr) << route.path;
    const auto* security = operation->find("security");
    EXPECT_EQ(security != nullptr, !route.rule.asks_who()) << route.path;
    if (!route.rule.asks_who()) continue;
    std::set<std::string> may, said;
    for (const Role role : {Role::administrator, Role::planner, Role::approver, Role::clerk,
                            Role::inspector, Role::agency, Role::auditor}) {
      Actor actor;
      actor.roles = Roles{role};
      if (route.rule.allows(Request{}, &actor)) may.emplace(to_string(role));
    }
    for (const auto& role : list_of(*operation, "x-roles")) said.insert(*role.if_string());
    EXPECT_EQ(said, may) << to_string(route.method) << " " << route.path;
  }
}

/// What needs no If-Match is what makes something new (docs/api.md).
TEST_F(OpenApi, NamesThePreconditionsOfEveryWrite) {
  const std::set<std::string> making{
      "post /api/v1/plans",         "post /api/v1/feeds",     "post /api/v1/agencies/{id}/contacts",
      "post /api/v1/files",         "post /api/v1/directory", "post /api/v1/substitutes",
      "post /api/v1/imports/plans", "post /api/v1/calendars", "post /api/v1/policies"};
  for (const auto& [name, operation] : operations_) {
    const auto fields = parameters_of(operation, "header");
    const auto* responses = operation.find("responses");
    if (name.starts_with("get ")) {
      EXPECT_THAT(fields, Not(Contains("If-Match"))) << name;
      EXPECT_THAT(fields, Not(Contains("Idempotency-Key"))) << name;
      continue;
    }
    EXPECT_EQ(fields.contains("If-Match"), !making.contains(name)) << name;
    EXPECT_EQ(responses->find("428") != nullptr, !making.contains(name)) << name;
    EXPECT_EQ(responses->find("412") != nullptr, !making.contains(name)) << name;
    EXPECT_EQ(fields.contains("Idempotency-Key"), name.starts_with("post ")) << name;
  }
}

/// So that the check of all exchanges (tests/openapi) has seen these as well.
TEST_F(OpenApi, DescribesHealthMeasuresAndThePage) {
  EXPECT_EQ(house_.api.get("/healthz", "").status, 200);
  EXPECT_EQ(house_.api.get("/readyz", "").status, 200);
  EXPECT_EQ(house_.api.get("/metrics", house_.auditor).status, 200);
  const auto page = house_.api.get("/", "");
  EXPECT_EQ(page.status, 200);
  const auto at = page.body.find("/assets/");
  ASSERT_NE(at, std::string::npos);
  const auto path = page.body.substr(at, page.body.find('"', at) - at);
  EXPECT_EQ(house_.api.get(path, "").status, 200) << path;
}

}  // namespace
}  // namespace inspectord
