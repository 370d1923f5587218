// SPDX-License-Identifier: Apache-2.0
// Calendar feeds: who may make which, what stands in them, and how they are handed out.
#include "storage/feeds.hpp"

#include "server/tokens.hpp"
#include "tests/server/routes/bac_giang.hpp"
#include "tests/support/calendar_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

namespace inspectord {
namespace {

using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Feeds : public testing::Test {
 protected:
  Feeds() { house.notify(); }

  ApiAnswer create(const std::string& body, const std::string& who) {
    return house.api.post("/api/v1/feeds", who, body, {{"Host", "lich.example.vn"}});
  }
  /// The path of a new feed.
  std::string made(const std::string& body, const std::string& who) {
    return BacGiang::must(201, create(body, who)).text("/path");
  }
  std::string of_plan() const {
    return R"({"scope":"plan","plan":")" + house.plan.substr(house.plan.rfind('/') + 1) + R"("})";
  }
  ApiAnswer fetch(const std::string& path, const ApiHarness::Fields& fields = {}) {
    return house.api.get(path, "", fields);
  }
  std::vector<ReadEvent> events(const std::string& path) {
    return calendar_events(BacGiang::must(200, fetch(path)).body);
  }
  /// The event of the visit to a unit.
  std::optional<ReadEvent> visit_event(const std::string& path, const std::string& unit) {
    for (auto& event : events(path)) {
      if (event["CATEGORIES"] == "Kiểm tra" && event["SUMMARY"].find(unit) != std::string::npos)
        return event;
    }
    return std::nullopt;
  }
  void act_on_visit(const std::string& action, const JsonObject& body) {
    const auto record = house.api.get(house.plan, house.planner);
    for (const auto& visit : record.list("/visits")) {
      if (*visit.at_pointer("/unit/name")->if_string() != unit) continue;
      const auto path = "/api/v1/visits/" + *visit.find("id")->if_string();
      BacGiang::must(200,
                     house.api.post(path + "/actions/" + action, house.planner, write_json(body)));
    }
  }
  void pass_days(int days) { house.api.clock().advance(std::chrono::hours{24 * days}); }

  const std::string unit = "UBND huyện Lục Nam";
  BacGiang house;
};

TEST_F(Feeds, AreReadByWhoeverKnowsTheAddress) {
  const auto answer = create(of_plan(), house.planner);
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(answer.text("/url"), "http://lich.example.vn" + answer.text("/path"));
  EXPECT_EQ(answer.text("/webcal_url"), "webcal://lich.example.vn" + answer.text("/path"));
  EXPECT_EQ(answer.field("Cache-Control"), "no-store");
  const auto feed = fetch(answer.text("/path"));
  ASSERT_EQ(feed.status, 200);
  EXPECT_EQ(feed.field("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_EQ(feed.field("Cache-Control"), "private, max-age=900");
  EXPECT_THAT(feed.body, HasSubstr("X-WR-CALNAME:Lịch kiểm tra và báo cáo theo 25/KH-SLĐTBXH"));
}

TEST_F(Feeds, AreAddressedAsAProxySays) {
  const auto answer = house.api.post("/api/v1/feeds", house.planner, R"({"scope":"house"})",
                                     {{"Host", "lich.example.vn"}, {"X-Forwarded-Proto", "https"}});
  EXPECT_EQ(answer.text("/url"), "https://lich.example.vn" + answer.text("/path"));
}

TEST_F(Feeds, HoldEveryVisitAndEveryDutyWithADay) {
  const auto record = house.api.get(house.plan, house.planner);
  std::vector<std::string> expected;
  for (const auto& visit : record.list("/visits"))
    expected.push_back(*visit.find("id")->if_string());
  for (const auto& duty : record.list("/duties")) {
    const auto* day = duty.at_pointer("/due/last_on_time");
    if (day && day->if_string()) expected.push_back(*duty.find("id")->if_string());
  }
  EXPECT_GT(expected.size(), 15u);
  std::vector<std::string> found;
  for (const auto& event : events(made(of_plan(), house.planner))) found.push_back(event["UID"]);
  EXPECT_THAT(found, testing::UnorderedElementsAreArray(expected));
}

TEST_F(Feeds, ShowADutyAllDayOnItsLastDayInTheWordsOfThePaper) {
  for (const auto& event : events(made(of_plan(), house.planner))) {
    if (event["CATEGORIES"] != "Báo cáo") continue;
    EXPECT_EQ(event["TRANSP"], "TRANSPARENT");
    EXPECT_EQ(event["DTSTART;VALUE=DATE"].size(), 8u);
    EXPECT_THAT(event["DESCRIPTION"], HasSubstr("Thời hạn: "));
    EXPECT_THAT(event["DESCRIPTION"], HasSubstr("ngày"));
  }
}

TEST_F(Feeds, KeepTheEntryOfAVisitThatIsMovedTwiceAndWithdrawn) {
  const auto path = made(of_plan(), house.planner);
  const auto first = visit_event(path, unit).value();
  EXPECT_EQ(first["STATUS"], "TENTATIVE");
  EXPECT_EQ(first["DTSTART;VALUE=DATE"], "20240523");

  pass_days(1);
  act_on_visit("move", {{"date", "2024-05-29"}, {"reason", "other_duty"}});
  pass_days(1);
  act_on_visit("move", {{"date", "2024-05-30"}, {"reason", "other_duty"}});
  const auto moved = visit_event(path, unit).value();
  EXPECT_EQ(moved["UID"], first["UID"]);
  EXPECT_EQ(moved["DTSTART;VALUE=DATE"], "20240530");
  EXPECT_GT(std::stoi(moved["SEQUENCE"]), std::stoi(first["SEQUENCE"]));
  EXPECT_GT(moved["DTSTAMP"], first["DTSTAMP"]);

  pass_days(1);
  act_on_visit("cancel", {{"reason", "other"}});
  const auto cancelled = visit_event(path, unit).value();
  EXPECT_EQ(cancelled["UID"], first["UID"]);
  EXPECT_GT(std::stoi(cancelled["SEQUENCE"]), std::stoi(moved["SEQUENCE"]));
  EXPECT_EQ(cancelled["STATUS"], "CANCELLED");
  EXPECT_THAT(cancelled["SUMMARY"], StartsWith("Hủy"));

  pass_days(90);
  EXPECT_TRUE(visit_event(path, unit));
  pass_days(1);
  EXPECT_FALSE(visit_event(path, unit));
}

TEST_F(Feeds, CancelEverythingWithThePlan) {
  const auto path = made(of_plan(), house.planner);
  const auto before = visit_event(path, unit).value();
  pass_days(1);
  BacGiang::must(
      200, house.act("cancel", house.approver, {{"reason", "dừng"}, {"document", "9/TB-SLĐTBXH"}}));
  const auto after = events(path);
  EXPECT_GT(after.size(), 15u);
  for (const auto& event : after) EXPECT_EQ(event["STATUS"], "CANCELLED");
  const auto visit = visit_event(path, unit).value();
  EXPECT_GT(std::stoi(visit["SEQUENCE"]), std::stoi(before["SEQUENCE"]));
  EXPECT_GT(visit["DTSTAMP"], before["DTSTAMP"]);
}

TEST_F(Feeds, ChangeNoByteWhileNothingChanges) {
  const auto path = made(of_plan(), house.planner);
  const auto first = fetch(path);
  const auto tag = first.field("ETag");
  EXPECT_THAT(tag, testing::MatchesRegex("\"[0-9a-f]+\""));
  pass_days(2);
  made(R"({"scope":"house"})", house.planner);  // an act that is not about it
  EXPECT_EQ(fetch(path).body, first.body);
  EXPECT_EQ(fetch(path).field("ETag"), tag);

  for (const auto& known : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
    const auto same = fetch(path, {{"If-None-Match", known}});
    EXPECT_EQ(same.status, 304) << known;
    EXPECT_EQ(same.body, "");
    EXPECT_EQ(same.field("ETag"), tag);
  }
  act_on_visit("confirm", {});
  const auto changed = fetch(path, {{"If-None-Match", tag}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(changed.field("ETag"), tag);
}

TEST_F(Feeds, AnswerHeadAsGet) {
  const auto path = made(of_plan(), house.planner);
  const auto head = house.api.ask(Method::head, path, "");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.field("ETag"), fetch(path).field("ETag"));
}

TEST_F(Feeds, TellNothingOfATokenThatOpensNothing) {
  const auto answer = create(of_plan(), house.planner);
  const auto path = answer.text("/path");
  const auto resource = answer.field("Location");
  EXPECT_EQ(house.api.ask(Method::del, resource, house.planner, "", {{"If-Match", "*"}}).status,
            204);
  EXPECT_EQ(house.api.ask(Method::del, resource, house.planner, "", {{"If-Match", "*"}}).status,
            204);
  EXPECT_NE(house.api.get(resource, house.planner).text("/revoked_at"), "null");

  const auto revoked = fetch(path);
  EXPECT_EQ(revoked.status, 404);
  const auto token = std::string(43, 'x');
  for (const auto& other :
       {"/feeds/" + token + ".ics", "/feeds/" + token, std::string{"/feeds/x.ics"},
        path.substr(0, path.size() - 4), "/feeds/" + house.planner + ".ics"}) {
    const auto unknown = fetch(other);
    EXPECT_EQ(unknown.status, 404) << other;
    EXPECT_EQ(unknown.text("/code"), revoked.text("/code"));
    EXPECT_EQ(unknown.text("/detail"), revoked.text("/detail"));
  }
}

TEST_F(Feeds, ShowTheirTokenOnceAndKeepItsHash) {
  const auto answer = create(of_plan(), house.planner);
  const auto path = answer.text("/path");
  const auto token = path.substr(7, path.size() - 11);
  EXPECT_TRUE(is_feed_token(token));
  const auto list = house.api.get("/api/v1/feeds", house.planner);
  ASSERT_EQ(list.list("/items").size(), 1u);
  EXPECT_EQ(list.text("/items/0/id"), answer.text("/id"));
  EXPECT_THAT(list.body, Not(HasSubstr(token)));
  EXPECT_THAT(house.api.get(answer.field("Location"), house.planner).body, Not(HasSubstr(token)));
  const auto stored = house.api.writer().run(
      [&](Transaction& tx) { return feed_rows::find_by_token(tx, sha256(token)).has_value(); });
  EXPECT_TRUE(stored);
  EXPECT_EQ(house.api.get("/api/v1/plans", token).status, 401);
}

TEST_F(Feeds, ShowAnAgencyOnlyWhatIsItsOwn) {
  const auto dung = house.api.user("Dũng", unit, {Role::agency});
  const auto agency = house.api.get(house.duty_of(unit), dung).text("/agency/id");
  const auto body = R"({"scope":"agency","agency":")" + agency + R"("})";
  const auto own = made(body, dung);
  const auto visits_and_duties = events(own);
  const auto record = house.api.get(house.plan, dung);
  EXPECT_EQ(visits_and_duties.size(),
            record.list("/visits").size() + record.list("/duties").size());
  for (const auto& event : visits_and_duties) EXPECT_THAT(event["SUMMARY"], HasSubstr(unit));
  EXPECT_EQ(fetch(own).body, fetch(made(body, house.planner)).body)
      << "made for it by the planner, over plans that are all the planner's";
  EXPECT_TRUE(house.api.get("/api/v1/feeds", dung).list("/items").size() == 1u);
}

TEST_F(Feeds, ShowATeamItsVisits) {
  const auto plan = house.plan.substr(house.plan.rfind('/') + 1);
  const auto content = parse_json(BacGiang::file()).value();
  const auto& team = *content.at_pointer("/teams/0/key")->if_string();
  const auto body = [&](const std::string& key) {
    return R"({"scope":"team","plan":")" + plan + R"(","team":")" + key + R"("})";
  };
  const auto found = events(made(body(team), house.planner));
  const auto visits = std::ranges::count_if(
      found, [](const ReadEvent& event) { return event["CATEGORIES"] == "Kiểm tra"; });
  EXPECT_EQ(visits, 10);
  const auto unknown = create(body("khong-co"), house.planner);
  EXPECT_EQ(unknown.status, 422) << unknown.body;
  EXPECT_EQ(unknown.text("/code"), "no_such_team");
}

TEST_F(Feeds, ShowAHouseAllOfItsPlansAndNobodyElses) {
  EXPECT_EQ(
      fetch(made(R"({"scope":"house"})", house.planner)).body.find("SUMMARY") != std::string::npos,
      true);
  EXPECT_TRUE(events(made(R"({"scope":"house"})", house.stranger)).empty());
}

TEST_F(Feeds, SpeakTheLanguageAskedFor) {
  const auto path = made(R"({"scope":"house","language":"en","label":"phone"})", house.planner);
  EXPECT_THAT(fetch(path).body, HasSubstr("SUMMARY:Inspection of UBND"));
}

TEST_F(Feeds, AreMadeOnlyByThoseWhoMay) {
  const auto dung = house.api.user("Dũng", unit, {Role::agency});
  EXPECT_EQ(create(of_plan(), "").status, 401);
  EXPECT_EQ(create(of_plan(), house.auditor).status, 403);
  EXPECT_EQ(create(of_plan(), house.stranger).status, 404);
  EXPECT_EQ(create(of_plan(), dung).status, 403);
  EXPECT_EQ(create(R"({"scope":"house"})", dung).status, 403);
  const auto agency = house.api.get(house.duty_of(unit), dung).text("/agency/id");
  const auto body = R"({"scope":"agency","agency":")" + agency + R"("})";
  EXPECT_EQ(create(body, house.stranger).status, 404);
  const auto resource = create(body, house.planner).field("Location");
  EXPECT_EQ(house.api.get(resource, dung).status, 404);
  EXPECT_EQ(house.api.ask(Method::del, resource, dung, "", {{"If-Match", "*"}}).status, 404);
}

TEST_F(Feeds, AreRefusedWithWhatIsMissingOrTooMuch) {
  const std::string id = "01890000-0000-7000-8000-000000000001";
  EXPECT_EQ(create(R"({"scope":"plan"})", house.planner).text("/errors/0/pointer"), "/plan");
  EXPECT_EQ(
      create(R"({"scope":"team","plan":")" + id + R"("})", house.planner).text("/errors/0/pointer"),
      "/team");
  EXPECT_EQ(create(R"({"scope":"agency"})", house.planner).text("/errors/0/pointer"), "/agency");
  const auto surplus = create(R"({"scope":"house","plan":")" + id + R"("})", house.planner);
  EXPECT_EQ(surplus.text("/code"), "not_of_scope");
  EXPECT_EQ(surplus.status, 422);
  EXPECT_EQ(create(R"({"scope":"world"})", house.planner).status, 422);
  const auto torn = create(R"({"scope":"house","label":"my\nphone"})", house.planner);
  EXPECT_EQ(torn.status, 422);
  EXPECT_EQ(torn.text("/errors/0/pointer"), "/label");
  EXPECT_EQ(create(R"({"scope":"plan","plan":"x"})", house.planner).status, 404);
}

TEST_F(Feeds, AreListedPageByPage) {
  for (int i = 0; i < 3; ++i) made(R"({"scope":"house"})", house.planner);
  const auto first = house.api.get("/api/v1/feeds?limit=2", house.planner);
  EXPECT_EQ(first.list("/items").size(), 2u);
  const auto link = first.field("Link");
  const auto next = house.api.get(link.substr(1, link.find('>') - 1), house.planner);
  EXPECT_EQ(next.list("/items").size(), 1u);
}

TEST_F(Feeds, AreJournalled) {
  const auto resource = create(of_plan(), house.planner).field("Location");
  house.api.ask(Method::del, resource, house.planner, "", {{"If-Match", "*"}});
  const auto journal = house.api.get("/api/v1/events?limit=500", house.administrator);
  EXPECT_THAT(journal.body, HasSubstr("feed.created"));
  EXPECT_THAT(journal.body, HasSubstr("feed.revoked"));
}

TEST_F(Feeds, WakeTheServiceOnceForAllFetchesOfAMinute) {
  const auto path = made(of_plan(), house.planner);
  const auto woken = house.api.times_woken();
  fetch(path);
  fetch(path);
  EXPECT_EQ(house.api.times_woken(), woken + 1);
  const auto now = house.api.clock().now();
  EXPECT_EQ(house.api.fetches().due(), now + std::chrono::minutes{1});
  EXPECT_EQ(house.api.fetches().take().size(), 1u);
  fetch("/feeds/" + std::string(43, 'x') + ".ics");
  EXPECT_EQ(house.api.fetches().due(), std::nullopt);
}

}  // namespace
}  // namespace inspectord
