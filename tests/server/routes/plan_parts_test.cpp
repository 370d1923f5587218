// SPDX-License-Identifier: Apache-2.0
// The parts of a plan and its revisions, each under an address of its own.
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

using testing::SizeIs;

TEST(ApiPlanParts, ShowWhatThePaperSays) {
  BacGiang house;
  house.notify();
  const auto part = [&](const char* name) {
    return BacGiang::must(200, house.api.get(house.plan + name, house.planner));
  };
  const auto units = part("/units");
  EXPECT_GE(units.list("/items").size(), 10u);
  EXPECT_EQ(units.text("/items/0/role"), "inspected");
  EXPECT_FALSE(part("/sessions").list("/items").empty());
  EXPECT_THAT(part("/sessions").text("/items/0/visit/id"), SizeIs(36));
  EXPECT_FALSE(part("/teams").text("/items/0/members/0/agency").empty());
  EXPECT_TRUE(part("/agenda").list("/items").empty()) << "the paper leaves it to be drafted";
  EXPECT_FALSE(part("/groups").text("/items/0/members/0/name").empty());
  EXPECT_FALSE(part("/overrides").text("/items/0/reason").empty());
  const auto task = house.api.get(house.plan, house.planner).text("/tasks/0/id");
  EXPECT_EQ(house.api.get("/api/v1/tasks/" + task, house.planner).text("/id"), task);
}

TEST(ApiPlanParts, ShowThePapersThatWereFiledForADuty) {
  BacGiang house;
  house.notify();
  const auto duty = house.duty_of("UBND huyện Lục Nam");
  EXPECT_TRUE(house.api.get(duty + "/submissions", house.planner).list("/items").empty());
  BacGiang::must(
      201, house.api.post(
               duty + "/submissions", house.clerk,
               R"({"number":"12/BC-UBND","paper_date":"2024-04-15","sent_on":"2024-04-15"})"));
  const auto filed = house.api.get(duty + "/submissions", house.planner);
  ASSERT_THAT(filed.list("/items"), SizeIs(1));
  EXPECT_EQ(filed.text("/items/0/number"), "12/BC-UBND");
}

TEST(ApiRevisions, ShowWhereTwoPapersDiffer) {
  BacGiang house;
  house.notify();
  auto content = *parse_json(BacGiang::file()).value().if_object();
  for (auto& member : content) {
    if (member.key == "title") member.value = "Kiểm tra, sửa lần hai";
  }
  const auto amend = [&](const char* step, const std::string& who, JsonObject body) {
    body.emplace_back("step", step);
    return BacGiang::must(200, house.act("amend", who, body));
  };
  amend("draft", house.planner, {{"content", content}, {"reason", "sửa tên"}});
  const auto coming = house.api.get(house.plan + "/revisions/2/diff", house.planner);
  ASSERT_EQ(coming.status, 200) << coming.body;
  ASSERT_THAT(coming.list("/items"), SizeIs(1)) << coming.body;
  EXPECT_EQ(coming.text("/items/0/pointer"), "/title");
  EXPECT_EQ(coming.text("/items/0/change"), "changed");
  EXPECT_EQ(coming.text("/items/0/after"), "Kiểm tra, sửa lần hai");
  amend("approve", house.approver, {});
  amend("number", house.clerk, {{"number", "26/KH-SLĐTBXH"}, {"date", "2024-04-15"}});
  amend("notify", house.clerk, BacGiang::attachments_follow());
  const auto revisions = house.api.get(house.plan + "/revisions", house.planner);
  ASSERT_THAT(revisions.list("/items"), SizeIs(2)) << revisions.body;
  EXPECT_EQ(revisions.text("/items/1/number"), "26/KH-SLĐTBXH");
  EXPECT_EQ(house.api.get(house.plan + "/revisions/2", house.planner).text("/content/title"),
            "Kiểm tra, sửa lần hai");
  const auto first = house.api.get(house.plan + "/revisions/1", house.planner);
  EXPECT_EQ(first.text("/in_force"), "false");
  EXPECT_NE(first.text("/content/title"), "Kiểm tra, sửa lần hai");
  const auto back = house.api.get(house.plan + "/revisions/1/diff?from=2", house.planner);
  EXPECT_EQ(back.text("/items/0/before"), "Kiểm tra, sửa lần hai");
  for (const auto* none :
       {"/revisions/3", "/revisions/0", "/revisions/x", "/revisions/2/diff?from=7"})
    EXPECT_EQ(house.api.get(house.plan + none, house.planner).status, 404) << none;
}

TEST(ApiDirectory, ListsContactsEndpointsGroupsAndFiles) {
  BacGiang house;
  house.import();
  const auto agencies = house.api.get("/api/v1/agencies?limit=500", house.planner);
  std::string path;
  for (const auto& one : agencies.list("/items")) {
    if (*one.find("name")->if_string() == "UBND huyện Lục Nam")
      path = "/api/v1/agencies/" + *one.find("id")->if_string();
  }
  for (const auto* contact : {R"({"kind":"mail","address":"a@example.vn"})",
                              R"({"kind":"webhook","address":"https://a.vn/secret"})"})
    BacGiang::must(201, house.api.post(path + "/contacts", house.planner, contact));
  const auto contacts = house.api.get(path + "/contacts?limit=1", house.planner);
  ASSERT_THAT(contacts.list("/items"), SizeIs(1));
  const auto id = contacts.text("/items/0/id");
  EXPECT_EQ(house.api.get("/api/v1/contacts/" + id, house.planner).text("/id"), id);
  EXPECT_EQ(house.api.get("/api/v1/contacts/" + id, house.stranger).status, 404);
  const auto endpoints = house.api.get("/api/v1/endpoints", house.planner);
  ASSERT_THAT(endpoints.list("/items"), SizeIs(1)) << endpoints.body;
  EXPECT_EQ(endpoints.text("/items/0/address"), "https://a.vn/...");
  EXPECT_TRUE(house.api.get("/api/v1/endpoints", house.stranger).list("/items").empty());

  BacGiang::must(200,
                 house.api.post("/api/v1/directory", house.planner,
                                R"({"format":"inspectord-directory/1","agencies":[{"name":"A"},)"
                                R"({"name":"B"}],"groups":[{"plan":"p","key":"g",)"
                                R"("members":["A","B"]}]})"));
  const auto first = house.api.get("/api/v1/groups?limit=1", house.planner);
  ASSERT_THAT(first.list("/items"), SizeIs(1));
  const auto second =
      house.api.get("/api/v1/groups?limit=1&cursor=" + first.text("/next_cursor"), house.planner);
  EXPECT_NE(first.text("/items/0/agency/name"), second.text("/items/0/agency/name"));
  EXPECT_EQ(second.text("/next_cursor"), "null");

  for (const auto* bytes : {"một\n", "hai\n", "ba\n"})
    BacGiang::must(201, house.api.post("/api/v1/files", house.clerk, bytes));
  const auto files = house.api.get("/api/v1/files?limit=2", house.planner);
  ASSERT_THAT(files.list("/items"), SizeIs(2));
  EXPECT_THAT(house.api.get("/api/v1/files?cursor=" + files.text("/next_cursor"), house.planner)
                  .list("/items"),
              SizeIs(1));
  EXPECT_TRUE(house.api.get("/api/v1/files", house.stranger).list("/items").empty());
}

}  // namespace
}  // namespace inspectord
