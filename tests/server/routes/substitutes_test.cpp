// SPDX-License-Identifier: Apache-2.0
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::Contains;
using testing::HasSubstr;

/// Minh stands in for the signer of the plan from 10 to 20 April; today is the 15th.
const std::string wish =
    R"({"signer":"Bùi Quang Phát","substitute":"Minh","valid_from":"2024-04-10",)"
    R"("valid_to":"2024-04-20","document_number":"12/QĐ-SLĐTBXH","document_date":"2024-04-09"})";

class ApiSubstitutes : public ::testing::Test {
 protected:
  ApiSubstitutes() {
    house.import();
    BacGiang::must(200, house.act("submit", house.planner, {{"overrides", house.overrides()}}));
  }
  ApiAnswer add(const std::string& who, const std::string& body = wish) {
    return house.api.post("/api/v1/substitutes", who, body);
  }
  BacGiang house;
};

TEST_F(ApiSubstitutes, SignWhileTheirRecordHoldsAndThePlanSaysByWhichOne) {
  const auto refused = house.act("approve", house.substitute, {{"reason", "đi công tác"}});
  EXPECT_EQ(refused.status, 403) << refused.body;
  EXPECT_THAT(refused.codes(), Contains("not_the_signer"));
  EXPECT_THAT(refused.body, HasSubstr("Bùi Quang Phát"));
  EXPECT_THAT(refused.body, HasSubstr("Minh"));
  const auto made = add(house.clerk);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(house.api.get(made.field("Location"), house.planner).text("/document/number"),
            "12/QĐ-SLĐTBXH");
  const auto approved = house.act("approve", house.substitute);
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.text("/approval/under"), made.text("/id"));
  EXPECT_EQ(approved.text("/approval/signer"), "Minh");
}

TEST_F(ApiSubstitutes, AreEndedEarlyAndStayInTheList) {
  const auto made = add(house.administrator);
  const auto end = made.field("Location") + "/end";
  EXPECT_EQ(house.api.post(end, house.planner, R"({"reason":"đã về"})").status, 403);
  EXPECT_EQ(house.api.post(end, house.clerk).status, 422) << "a reason is missing";
  const auto ended = house.api.post(end, house.clerk, R"({"reason":"đã về"})");
  ASSERT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(ended.text("/ended_on"), "2024-04-15");
  EXPECT_EQ(house.act("approve", house.substitute).status, 403);
  const auto list = house.api.get("/api/v1/substitutes", house.planner);
  ASSERT_EQ(list.list("/items").size(), 1u);
  EXPECT_EQ(list.text("/items/0/substitute/name"), "Minh");
  const auto events = house.api.get("/api/v1/events?limit=500", house.administrator);
  EXPECT_THAT(events.body, HasSubstr("substitution.added"));
  EXPECT_THAT(events.body, HasSubstr("substitution.ended"));
}

TEST_F(ApiSubstitutes, AreRecordedByAdministratorsAndClerksOfTheHouse) {
  EXPECT_EQ(add(house.planner).status, 403);
  EXPECT_EQ(add(house.approver).status, 403);
  EXPECT_EQ(add(house.stranger).status, 422) << "Minh is no user there";
  EXPECT_EQ(house.api.get("/api/v1/substitutes", house.stranger).list("/items").size(), 0u);
  const auto bare = add(house.clerk, "{}");
  EXPECT_EQ(bare.status, 422);
  EXPECT_EQ(bare.list("/errors").size(), 6u);
  EXPECT_EQ(add(house.clerk, R"({"signer":1,"than":"x"})").list("/errors").size(), 2u);
}

TEST_F(ApiSubstitutes, SignPapersThatAClerkRecords) {
  const auto kept = house.api.post("/api/v1/files", house.clerk, "%PDF-1.7\n");
  const JsonObject paper{
      {"signer", "Minh"}, {"signed_on", "2024-04-12"}, {"signed_file", kept.text("/sha256")}};
  EXPECT_THAT(house.act("approve", house.clerk, paper).codes(), Contains("not_the_signer"));
  add(house.clerk);
  const auto approved = house.act("approve", house.clerk, paper);
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_EQ(approved.text("/approval/signer"), "Minh");
}

}  // namespace
}  // namespace inspectord
