// SPDX-License-Identifier: Apache-2.0
// Amendments over the API: each has a signature, a number and a date of its own.
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::Contains;

/// The plan of Bắc Giang, in force, with an amendment that the substitute has signed.
class ApiAmendments : public ::testing::Test {
 protected:
  ApiAmendments() {
    house.notify();
    auto content = parse_json(BacGiang::file()).value();
    BacGiang::must(200, amend("draft", house.planner,
                              {{"content", std::move(content)}, {"reason", "điều chỉnh lịch"}}));
    BacGiang::must(200, amend("approve", house.approver));
  }

  ApiAnswer amend(const char* step, const std::string& who, JsonObject body = {}) {
    body.emplace_back("step", step);
    return house.act("amend", who, body);
  }
  ApiAnswer number(const char* number) {
    return amend("number", house.clerk, {{"number", number}, {"date", "2024-04-15"}});
  }

  BacGiang house;
};

TEST_F(ApiAmendments, ShowTheirNumberDateAndSignatureBesideThoseOfTheFirstIssue) {
  BacGiang::must(200, number("90/KH-SLĐTBXH"));
  BacGiang::must(200, amend("notify", house.clerk, BacGiang::attachments_follow()));
  const auto shown = house.api.get(house.plan, house.planner);
  EXPECT_EQ(shown.text("/number"), "25/KH-SLĐTBXH");
  EXPECT_EQ(shown.text("/amendment"), "null");
  ASSERT_EQ(shown.list("/revisions").size(), 2u) << shown.body;
  EXPECT_EQ(shown.text("/revisions/0/revision"), "1");
  EXPECT_EQ(shown.text("/revisions/0/number"), "25/KH-SLĐTBXH");
  EXPECT_EQ(shown.text("/revisions/1/revision"), "2");
  EXPECT_EQ(shown.text("/revisions/1/number"), "90/KH-SLĐTBXH");
  EXPECT_EQ(shown.text("/revisions/1/date"), "2024-04-15");
  EXPECT_EQ(shown.text("/revisions/1/reason"), "điều chỉnh lịch");
  EXPECT_EQ(shown.text("/revisions/1/approval/signer"), "Bùi Quang Phát");
  EXPECT_EQ(shown.text("/revisions/1/approval/content_hash").size(), 64u);
}

TEST_F(ApiAmendments, AreRefusedTheNumberOfAPlan) {
  const auto refused = number("25/KH-SLĐTBXH");
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_THAT(refused.codes(), Contains("number_taken"));
}

TEST_F(ApiAmendments, KeepTheirNumberFromOtherPlans) {
  BacGiang::must(200, number("90/KH-SLĐTBXH"));
  BacGiang::must(200, amend("drop", house.planner));

  auto other = BacGiang::file();
  other.replace(other.find("bac-giang-2024"), 14, "bac-giang-2025");
  house.plan =
      BacGiang::must(201, house.api.post("/api/v1/plans", house.planner, other)).field("Location");
  BacGiang::must(200, house.act("submit", house.planner, {{"overrides", house.overrides()}}));
  BacGiang::must(200, house.act("approve", house.approver));
  const auto refused =
      house.act("number", house.clerk, {{"number", "90/KH-SLĐTBXH"}, {"date", "2024-04-15"}});
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_THAT(refused.codes(), Contains("number_taken"));
}

TEST_F(ApiAmendments, BearTheirNumberAgainWhenTheyAreDraftedAnew) {
  BacGiang::must(200, number("90/KH-SLĐTBXH"));
  BacGiang::must(200, amend("drop", house.planner));
  auto content = parse_json(BacGiang::file()).value();
  BacGiang::must(200, amend("draft", house.planner,
                            {{"content", std::move(content)}, {"reason", "điều chỉnh lịch"}}));
  BacGiang::must(200, amend("approve", house.approver));
  EXPECT_EQ(number("90/KH-SLĐTBXH").status, 200);
}

}  // namespace
}  // namespace inspectord
