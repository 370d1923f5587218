// SPDX-License-Identifier: Apache-2.0
// Answers that are kept are those that would be made: over acts, days and the directory, and for
// nobody who may not see them. (A debug build compares each of them with one made anew.)
#include "server/routes/kept_views.hpp"

#include "server/http/entity_tag.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

class KeptAnswers : public testing::Test {
 protected:
  KeptAnswers() { house.import(); }

  ApiAnswer plan(const ApiHarness::Fields& fields = {}) {
    return house.api.get(house.plan, house.planner, fields);
  }

  BacGiang house;
};

}  // namespace

TEST_F(KeptAnswers, AreEqualWhileNothingChanges) {
  const auto first = plan();
  const auto second = plan();
  ASSERT_EQ(second.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.field("ETag"), first.field("ETag"));
  EXPECT_EQ(first.field("ETag"), tag_of(1, first.body));
  EXPECT_EQ(second.field("Vary"), first.field("Vary"));
  EXPECT_EQ(plan({{"If-None-Match", first.field("ETag")}}).status, 304);
  const auto packed = plan({{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(packed.field("ETag"), gzip_tag(first.field("ETag")));
  EXPECT_LT(packed.body.size(), first.body.size());
  EXPECT_EQ(plan({{"Accept-Encoding", "gzip"}}).body, packed.body);
}

TEST_F(KeptAnswers, AreMadeAnewAfterAnAct) {
  const auto before = plan();
  BacGiang::must(200, house.act("submit", house.planner, {{"overrides", house.overrides()}}));
  const auto after = plan();
  EXPECT_NE(after.field("ETag"), before.field("ETag"));
  EXPECT_EQ(after.text("/submitted"), "true");
  EXPECT_EQ(plan({{"If-None-Match", before.field("ETag")}}).status, 200);
}

TEST_F(KeptAnswers, SurviveAnActOnAnotherPlan) {
  const auto before = plan();
  auto other = house.file();
  other.replace(other.find("bac-giang"), 9, "bac-giarg");
  other.replace(other.find("\"title\": \""), 10, "\"title\": \"2 ");
  BacGiang::must(201, house.api.post("/api/v1/plans", house.planner, other));
  EXPECT_EQ(plan().body, before.body);
}

TEST_F(KeptAnswers, AreForWhoMaySeeThemAlone) {
  ASSERT_EQ(plan().status, 200);
  EXPECT_EQ(house.api.get(house.plan, house.stranger).status, 404);
  EXPECT_EQ(house.api.get(house.plan, "").status, 401);
  EXPECT_EQ(plan().status, 200);
}

}  // namespace inspectord
