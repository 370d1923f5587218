// SPDX-License-Identifier: Apache-2.0
// Lists: page by page while rows are added, filtered, searched, sparse.
#include "storage/plan_search.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace inspectord {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;

std::string text_at(const JsonValue& json, std::string_view pointer) {
  const auto* value = json.at_pointer(pointer);
  if (!value) return "-";
  return value->if_string() ? *value->if_string() : write_json(*value);
}

class ApiLists : public ::testing::Test {
 protected:
  /// A value of each entry, over all pages by their Link fields.
  std::vector<std::string> walk(const std::string& target, const std::string& who,
                                const std::string& pointer = "/id",
                                const std::function<void()>& between = {}) {
    std::vector<std::string> seen;
    std::string next = target;
    while (!next.empty()) {
      const auto page = BacGiang::must(200, house.api.get(next, who));
      for (const auto& item : page.list("/items")) seen.push_back(text_at(item, pointer));
      const auto link = page.field("Link");
      EXPECT_EQ(link.empty(), page.text("/next_cursor") == "null");
      next = link.empty() ? "" : link.substr(1, link.find('>') - 1);
      if (between) between();
    }
    return seen;
  }
  void import_as(const std::string& key, const std::string& title) {
    auto content = *parse_json(BacGiang::file()).value().if_object();
    for (auto& member : content) {
      if (member.key == "key") member.value = key;
      if (member.key == "title") member.value = title;
      if (member.key == "number") member.value = "";
    }
    BacGiang::must(201, house.api.post("/api/v1/plans", house.planner, write_json(content)));
  }
  void later() { house.api.clock().set(house.api.clock().now() + std::chrono::minutes{1}); }

  BacGiang house;
};

TEST_F(ApiLists, StayRightWhilePlansAreAdded) {
  for (int i = 0; i < 5; ++i) {
    import_as("p" + std::to_string(i), "Kế hoạch " + std::to_string(i));
    later();
  }
  const auto before = walk("/api/v1/plans?limit=500", house.planner);
  int added = 5;
  const auto seen = walk("/api/v1/plans?limit=2", house.planner, "/id", [&] {
    if (added >= 8) return;
    import_as("p" + std::to_string(added), "Kế hoạch " + std::to_string(added));
    ++added;
    later();
  });
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), seen.size()) << "nothing twice";
  EXPECT_THAT(seen, IsSupersetOf(before));
  EXPECT_EQ(seen.size(), 8u) << "what came later stands behind";
  const auto down = walk("/api/v1/plans?limit=3&sort=-drafted", house.planner, "/id", [&] {
    import_as("q" + std::to_string(++added), "Thêm");
    later();
  });
  EXPECT_EQ(std::vector(down.rbegin(), down.rend()), seen);
}

TEST_F(ApiLists, ComeWholeOverAllPages) {
  house.notify();
  for (const auto& [path, limit] :
       std::vector<std::pair<std::string, int>>{{house.plan + "/ledger", 17},
                                                {house.plan + "/reminders", 100},
                                                {house.plan + "/messages", 5},
                                                {house.plan + "/visits", 3},
                                                {house.plan + "/duties", 4},
                                                {house.plan + "/tasks", 7},
                                                {"/api/v1/visits", 4},
                                                {"/api/v1/duties", 5},
                                                {"/api/v1/tasks", 6},
                                                {"/api/v1/messages", 7},
                                                {"/api/v1/agencies", 5}}) {
    const auto whole = walk(path + "?limit=500", house.planner);
    EXPECT_GT(whole.size(), 5u) << path;
    EXPECT_EQ(walk(path + "?limit=" + std::to_string(limit), house.planner), whole) << path;
    const auto bad = house.api.get(path + "?cursor=abc", house.planner);
    EXPECT_EQ(bad.status, 400) << path;
    EXPECT_EQ(bad.text("/code"), "bad_cursor");
  }
  const auto events = walk(house.plan + "/events?limit=1000", house.planner, "/sequence");
  EXPECT_GT(events.size(), 4u);
  EXPECT_EQ(walk(house.plan + "/events?limit=2", house.planner, "/sequence"), events);
  const auto cursor = house.api.get("/api/v1/visits?limit=1", house.planner).text("/next_cursor");
  EXPECT_EQ(house.api.get("/api/v1/duties?cursor=" + cursor, house.planner).status, 400)
      << "a cursor is for its list";
  EXPECT_EQ(house.api.get("/api/v1/visits?sort=-date&cursor=" + cursor, house.planner).status, 400)
      << "and for its order";
}

TEST_F(ApiLists, FindPlansWithAndWithoutDiacritics) {
  house.import();
  import_as("khac", "Kiểm tra Đường thủy");
  const auto found = [&](const std::string& words) {
    return walk("/api/v1/plans?q=" + words, house.planner, "/key");
  };
  EXPECT_THAT(found("duong%20thuy"), ElementsAre("khac"));
  EXPECT_THAT(found("%C4%90%C6%B0%E1%BB%9Dng"), ElementsAre("khac")) << "Đường";
  EXPECT_THAT(found("THUY%20duong"), ElementsAre("khac")) << "any order";
  EXPECT_THAT(found("luc%20nam"), SizeIs(2)) << "a unit of both: Lục Nam";
  EXPECT_THAT(found("duong%20xyzzy"), IsEmpty()) << "all of the words";
  EXPECT_THAT(found("100%25"), IsEmpty()) << "no wildcards";
  EXPECT_THAT(found("kh_c"), IsEmpty());
  EXPECT_THAT(walk("/api/v1/plans?q=duong", house.stranger), IsEmpty());
}

TEST_F(ApiLists, FindWhatAnEditSays) {
  house.import();
  auto content = *parse_json(BacGiang::file()).value().if_object();
  for (auto& member : content) {
    if (member.key == "title") member.value = "Giám sát Quý Một";
  }
  EXPECT_THAT(walk("/api/v1/plans?q=giam+sat+quy+mot", house.planner), IsEmpty());
  BacGiang::must(200, house.act("edit", house.planner, {{"content", content}}));
  EXPECT_THAT(walk("/api/v1/plans?q=giam+sat+quy+mot", house.planner), SizeIs(1));
}

TEST_F(ApiLists, FindPlansFromBeforeThereWasASearch) {
  house.import();
  house.api.writer().run([](Transaction& tx) { tx.execute("DELETE FROM plan_search"); });
  EXPECT_THAT(walk("/api/v1/plans?q=luc+nam", house.planner), IsEmpty());
  const auto fill = [&] {
    return house.api.writer().run([](Transaction& tx) { return plan_search::fill(tx, 10); });
  };
  EXPECT_EQ(fill(), 1);
  EXPECT_EQ(fill(), 0);
  EXPECT_THAT(walk("/api/v1/plans?q=luc+nam", house.planner), SizeIs(1));
}

TEST_F(ApiLists, NarrowPlansByAgencyStateAndYear) {
  house.import();
  const auto record = house.api.get(house.plan, house.planner);
  const auto issuer = record.text("/issuer/id");
  EXPECT_THAT(walk("/api/v1/plans?state=drafted&year=2024&agency=" + issuer, house.planner),
              SizeIs(1));
  EXPECT_THAT(walk("/api/v1/plans?agency=01890000-0000-7000-8000-000000000001", house.planner),
              IsEmpty());
}

TEST_F(ApiLists, NarrowAndSortVisitsAndDuties) {
  house.notify();
  const auto dates = walk("/api/v1/visits?from=2024-05-01&to=2024-05-24", house.planner, "/date");
  EXPECT_FALSE(dates.empty());
  EXPECT_TRUE(std::ranges::is_sorted(dates));
  for (const auto& date : dates) EXPECT_TRUE(date >= "2024-05-01" && date <= "2024-05-24") << date;
  const auto down = walk("/api/v1/visits?sort=-date&limit=3", house.planner, "/date");
  EXPECT_EQ(down.size(), 10u);
  EXPECT_TRUE(std::ranges::is_sorted(down, std::greater{}));
  EXPECT_THAT(walk("/api/v1/visits?state=held", house.planner), IsEmpty());
  EXPECT_EQ(house.api.get("/api/v1/visits?from=2024-02-30", house.planner).status, 422);

  const auto first = house.api.get("/api/v1/duties?limit=1", house.planner);
  const auto debtor = first.text("/items/0/agency/id");
  const auto theirs = walk("/api/v1/duties?agency=" + debtor, house.planner, "/agency/id");
  EXPECT_FALSE(theirs.empty());
  for (const auto& id : theirs) EXPECT_EQ(id, debtor);
  const auto due = first.text("/items/0/due/last_on_time");
  for (const auto& day : walk("/api/v1/duties?due_from=" + due + "&due_to=" + due, house.planner,
                              "/due/last_on_time"))
    EXPECT_EQ(day, due);
  EXPECT_THAT(walk("/api/v1/duties?state=accepted", house.planner), IsEmpty());
}

TEST_F(ApiLists, ShowAnAgencyOnlyWhatIsItsOwn) {
  house.notify();
  const auto debtor = house.api.user("Dũng", "UBND huyện Lục Nam", {Role::agency});
  EXPECT_THAT(walk("/api/v1/visits?limit=1", debtor, "/unit/name"),
              ElementsAre("UBND huyện Lục Nam"));
  EXPECT_THAT(walk("/api/v1/duties?limit=1", debtor, "/agency/name"),
              ElementsAre("UBND huyện Lục Nam"));
  EXPECT_THAT(walk(house.plan + "/visits", debtor), SizeIs(1));
  for (const auto* path : {"/api/v1/visits", "/api/v1/duties", "/api/v1/tasks"})
    EXPECT_THAT(walk(path, house.stranger), IsEmpty()) << path;
}

TEST_F(ApiLists, AreSparseWhereFieldsAreNamed) {
  house.notify();
  const auto sparse = house.api.get("/api/v1/visits?fields=id,date&limit=2", house.planner);
  ASSERT_EQ(sparse.status, 200) << sparse.body;
  for (const auto& item : sparse.list("/items")) EXPECT_THAT(*item.if_object(), SizeIs(2));
  EXPECT_THAT(sparse.field("Link"), HasSubstr("fields=id%2cdate"));
  for (const auto* path : {"/api/v1/plans", "/api/v1/duties", "/api/v1/agencies",
                           "/api/v1/messages", "/api/v1/tasks"}) {
    const auto refused = house.api.get(std::string{path} + "?fields=id,colour", house.planner);
    EXPECT_EQ(refused.status, 422) << path;
    EXPECT_THAT(refused.text("/errors/0/arguments/expected"), HasSubstr("id, ")) << path;
  }
}

}  // namespace
}  // namespace inspectord
