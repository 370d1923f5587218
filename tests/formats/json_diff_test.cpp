// SPDX-License-Identifier: Apache-2.0
#include "formats/json_diff.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

/// "pointer before after", with "-" for what is not there.
std::vector<std::string> differences(const char* before, const char* after) {
  std::vector<std::string> lines;
  const auto shown = [](const std::optional<JsonValue>& value) {
    return value ? write_json(*value) : "-";
  };
  for (const auto& one : json_diff(parse_json(before).value(), parse_json(after).value()))
    lines.push_back(one.pointer + " " + shown(one.before) + " " + shown(one.after));
  return lines;
}

using Lines = std::vector<std::string>;

TEST(JsonDiff, OfEqualValuesIsEmpty) {
  EXPECT_EQ(differences(R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":2}]})"), Lines{});
}

TEST(JsonDiff, NamesMembersThatCameWentAndChanged) {
  EXPECT_EQ(differences(R"({"a":1,"b":2,"c/d":{"e":1}})", R"({"a":1,"c/d":{"e":2},"f":null})"),
            (Lines{"/b 2 -", "/c~1d/e 1 2", "/f - null"}));
}

TEST(JsonDiff, FollowsEntriesWithKeysWhereverTheyStand) {
  EXPECT_EQ(differences(R"({"visits":[{"key":"x","date":"1"},{"key":"y"},{"key":"z"}]})",
                        R"({"visits":[{"key":"z"},{"key":"x","date":"2"},{"key":"w"}]})"),
            (Lines{R"(/visits/1 {"key":"y"} -)", R"(/visits/1/date "1" "2")",
                   R"(/visits/2 - {"key":"w"})"}));
}

TEST(JsonDiff, ComparesListsWithoutKeysByPlaceOrAsAWhole) {
  EXPECT_EQ(differences("[1,2,3]", "[1,5,3]"), Lines{"/1 2 5"});
  EXPECT_EQ(differences("[1,2,3]", "[1,2]"), Lines{" [1,2,3] [1,2]"});
  EXPECT_EQ(differences(R"([{"key":"a","n":1},{"key":"a","n":2}])",
                        R"([{"key":"a","n":1},{"key":"a","n":3}])"),
            Lines{"/1/n 2 3"})
      << "a key that comes twice is no key";
}

TEST(JsonDiff, SeesAChangeOfKind) {
  EXPECT_EQ(differences(R"({"a":1})", R"({"a":[1]})"), Lines{"/a 1 [1]"});
}

}  // namespace
}  // namespace inspectord
