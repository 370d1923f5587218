// SPDX-License-Identifier: Apache-2.0
// Who sees what, on every route of the table.
#include "formats/days_off_file.hpp"
#include "tests/server/routes/bac_giang.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace inspectord {
namespace {

using testing::HasSubstr;

/// A path of the table with real ids of the house in its braces, and a body that can be read.
struct Sample {
  std::string path;
  std::string body;
};

class EveryRoute {
 public:
  explicit EveryRoute(BacGiang& house) {
    const auto record = house.api.get(house.plan, house.planner);
    const auto messages = house.api.get(house.plan + "/messages", house.planner);
    const auto contact =
        house.api.post("/api/v1/agencies/" + record.text("/issuer/id") + "/contacts", house.planner,
                       R"({"kind":"mail","address":"so@example.vn"})");
    const auto file = house.api.post("/api/v1/files", house.planner, "một tệp văn bản\n");
    const auto feed = house.api.post("/api/v1/feeds", house.planner, R"({"scope":"house"})");
    const auto substitute = house.api.post(
        "/api/v1/substitutes", house.clerk,
        R"({"signer":"Bùi Quang Phát","substitute":"Minh","valid_from":"2024-04-10",)"
        R"("valid_to":"2024-04-20","document_number":"12/QĐ","document_date":"2024-04-09"})");
    const auto calendar = house.api.post("/api/v1/calendars", house.planner, calendar_);
    house.api.post("/api/v1/policies", house.planner, policy_);
    ids_ = {{"calendars", calendar.text("/id")},
            {"policies", "cua-so"},
            {"recommendations", "01890000-0000-7000-8000-000000000001"},  // Bắc Giang has none
            {"feeds", feed.text("/id")},
            {"substitutes", substitute.text("/id")},
            {"plans", record.text("/id")},
            {"visits", record.text("/visits/0/id")},
            {"duties", record.text("/duties/0/id")},
            {"tasks", record.text("/tasks/0/id")},
            {"messages", messages.text("/items/0/id")},
            {"agencies", record.text("/issuer/id")},
            {"contacts", contact.text("/id")},
            {"files", file.text("/sha256")}};
  }

  Sample sample(const Route& route) const {
    std::string path{route.path};
    const auto brace = path.find('{');
    if (brace == std::string::npos) return {path, "{}"};
    const auto before = path.rfind('/', brace - 2) + 1;
    const auto kind = path.substr(before, brace - 1 - before);
    path.replace(brace, path.find('}') - brace + 1, ids_.at(kind));
    for (const auto* key : {"{sheet}", "{unit}"}) {
      if (const auto at = path.find(key); at != std::string::npos)
        path.replace(at, std::string_view{key}.size(), "bang-diem");
    }
    if (const auto action = path.find("{action}"); action != std::string::npos)
      path.replace(action, 8, actions_.at(kind));
    if (const auto revision = path.find("{revision}"); revision != std::string::npos)
      path.replace(revision, 10, "1");
    if (kind == "calendars") return {path, calendar_};
    if (kind == "policies") return {path, policy_};
    return {path,
            path.ends_with("/contacts") ? R"({"kind":"mail","address":"a@example.vn"})" : "{}"};
  }

 private:
  const std::string policy_ =
      R"({"format":"inspectord-policy/1","key":"cua-so","offsets":[{"days":5,"when":"before"}]})";
  const std::string calendar_ =
      encode_days_off({.calendar = "so",
                       .version = "so-1",
                       .decisions = {{.source = "1/TB-S",
                                      .valid_from = make_date(2024, 1, 1),
                                      .off = {{make_date(2024, 6, 3), {}, "Ngày truyền thống"}}}}});
  std::map<std::string, std::string> ids_;
  const std::map<std::string, std::string> actions_{{"plans", "cancel"},
                                                    {"visits", "confirm"},
                                                    {"duties", "accept"},
                                                    {"tasks", "start"},
                                                    {"recommendations", "verify"}};
};

/// Bắc Giang has no scores and nothing recommended: scores_test and recommendations_test ask.
bool is_followed_up(const Route& route) {
  return route.path.find("/scores") != std::string_view::npos ||
         route.path.find("/recommendations/") != std::string_view::npos;
}

TEST(ApiAccess, HidesEverythingFromForeignAgencies) {
  BacGiang house;
  house.notify();
  const EveryRoute every{house};
  int asked = 0;
  for (const auto& route : house.api.routes()) {
    if (route.path.find('{') == std::string_view::npos || is_followed_up(route)) continue;
    const auto [path, body] = every.sample(route);
    const auto answer =
        house.api.ask(route.method, path, house.stranger, body, {{"If-Match", "\"v1\""}});
    EXPECT_EQ(answer.status, 404) << to_string(route.method) << " " << path << " " << answer.body;
    if (route.method == Method::get) {
      EXPECT_EQ(house.api.get(path, house.planner).status, 200) << path;
    }
    ++asked;
  }
  EXPECT_GE(asked, 20);
}

TEST(ApiAccess, SaysTheSameOfWhatIsForeignAndOfWhatIsNotThere) {
  BacGiang house;
  house.notify();
  const EveryRoute every{house};
  for (const auto& route : house.api.routes()) {
    if (route.path.find("{id}") == std::string_view::npos || is_followed_up(route)) continue;
    const auto [path, body] = every.sample(route);
    auto nowhere = std::string{route.path};
    nowhere.replace(nowhere.find("{id}"), 4, "01890000-0000-7000-8000-000000000001");
    if (const auto action = nowhere.find("{action}"); action != std::string::npos)
      nowhere.replace(action, 8, path.substr(path.rfind('/') + 1));
    if (const auto revision = nowhere.find("{revision}"); revision != std::string::npos)
      nowhere.replace(revision, 10, "1");
    const auto foreign =
        house.api.ask(route.method, path, house.stranger, body, {{"If-Match", "*"}});
    const auto missing =
        house.api.ask(route.method, nowhere, house.stranger, body, {{"If-Match", "*"}});
    EXPECT_EQ(foreign.text("/code"), missing.text("/code")) << path;
    EXPECT_EQ(missing.status, 404) << nowhere;
  }
}

TEST(ApiAccess, NeedsATokenEverywhere) {
  BacGiang house;
  house.notify();
  const EveryRoute every{house};
  for (const auto& route : house.api.routes()) {
    const auto [path, body] = every.sample(route);
    const auto answer = house.api.ask(route.method, path, "", body);
    EXPECT_EQ(answer.status, 401) << to_string(route.method) << " " << path;
    EXPECT_EQ(answer.field("Content-Type"), "application/problem+json");
  }
}

/// Makes something new, or takes in a file: there is nothing yet that could have changed.
bool creates(const Route& route) {
  const auto path = route.path;
  return route.method == Method::post && !path.ends_with("/actions/{action}") &&
         !path.ends_with("/actions/send_again") && !path.ends_with("/submissions") &&
         !path.ends_with("/end");
}

TEST(ApiContract, AsksForTheVersionBeforeItChangesAnything) {
  BacGiang house;
  house.notify();
  const EveryRoute every{house};
  int asked = 0;
  for (const auto& route : house.api.routes()) {
    if (route.method == Method::get || creates(route) || is_followed_up(route)) continue;
    const auto [path, body] = every.sample(route);
    const bool is_for_administrators =
        path == "/api/v1/sending" || path.starts_with("/api/v1/substitutes");
    const auto who = is_for_administrators ? house.administrator : house.planner;
    const bool is_switch = path == "/api/v1/sending";
    const std::string valid = is_switch ? R"({"paused":true,"reason":"x"})" : body;
    const auto missing = house.api.ask(route.method, path, who, valid);
    EXPECT_EQ(missing.status, 428) << to_string(route.method) << " " << path << missing.body;
    EXPECT_EQ(missing.text("/code"), "if_match_missing");
    const auto stale = house.api.ask(route.method, path, who, valid, {{"If-Match", "\"v77\""}});
    EXPECT_EQ(stale.status, 412) << to_string(route.method) << " " << path << stale.body;
    ++asked;
  }
  EXPECT_GE(asked, 8);
}

TEST(ApiContract, TagsWhateverIsReadAndSendsItOnce) {
  BacGiang house;
  house.notify();
  const EveryRoute every{house};
  for (const auto& route : house.api.routes()) {
    if (route.method != Method::get || is_followed_up(route)) continue;
    const auto [path, body] = every.sample(route);
    const auto read = house.api.get(path, house.administrator);
    ASSERT_EQ(read.status, 200) << path << read.body;
    const auto tag = read.field("ETag");
    EXPECT_TRUE(tag.starts_with('"') && tag.ends_with('"')) << path << " " << tag;
    const auto again = house.api.get(path, house.administrator, {{"If-None-Match", tag}});
    EXPECT_EQ(again.status, 304) << path;
    EXPECT_EQ(again.field("ETag"), tag) << path;
    EXPECT_EQ(house.api.ask(Method::head, path, house.administrator).field("ETag"), tag) << path;
    const auto packed = house.api.get(path, house.administrator, {{"Accept-Encoding", "gzip"}});
    EXPECT_EQ(packed.field("Content-Encoding") == "gzip", packed.field("ETag") != tag) << path;
    const auto refused = house.api.get(path, house.administrator, {{"Accept", "image/png"}});
    EXPECT_EQ(refused.status, 406) << path;
  }
}

TEST(ApiContract, TakesJsonAlone) {
  BacGiang house;
  house.import();
  const auto form = house.api.post("/api/v1/plans", house.planner, BacGiang::file(),
                                   {{"Content-Type", "application/x-www-form-urlencoded"}});
  EXPECT_EQ(form.status, 415) << form.body;
  EXPECT_EQ(form.field("Accept"), "application/json");
  const auto packed = house.api.post("/api/v1/feeds", house.planner, R"({"scope":"house"})",
                                     {{"Content-Encoding", "gzip"}});
  EXPECT_EQ(packed.status, 415);
  EXPECT_EQ(
      house.api
          .post("/api/v1/files", house.clerk, "một tệp\n", {{"Content-Type", "application/pdf"}})
          .status,
      201)
      << "a file may be anything";
  const auto submit =
      house.api.post(house.plan + "/actions/submit", house.planner, "", {{"Accept", "text/html"}});
  EXPECT_EQ(submit.status, 406);
  EXPECT_EQ(house.api.get(house.plan, house.planner).text("/submitted"), "false");
}

TEST(ApiContract, LetsAChangeGoByTheTagOfWhatWasRead) {
  BacGiang house;
  house.import();
  const auto gzip = house.api.get(house.plan, house.planner, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(gzip.field("Content-Encoding"), "gzip");
  const auto submit = [&](const std::string& tag) {
    return house.api.post(house.plan + "/actions/submit", house.planner, "", {{"If-Match", tag}})
        .status;
  };
  EXPECT_EQ(submit(gzip.field("ETag")), 200);
  EXPECT_EQ(submit(gzip.field("ETag")), 412);
  const auto put = [&](const std::string& tag, const char* paused) {
    return house.api.ask(Method::put, "/api/v1/sending", house.administrator,
                         std::string{R"({"reason":"x","paused":)"} + paused + "}",
                         {{"If-Match", tag}});
  };
  const auto before = house.api.get("/api/v1/sending", house.administrator).field("ETag");
  EXPECT_EQ(put(before, "true").status, 200);
  EXPECT_EQ(put(before, "false").status, 412);
  EXPECT_EQ(house.api.get("/api/v1/sending", house.administrator).text("/paused"), "true");
}

TEST(ApiAccess, NeedsTheRightRole) {
  BacGiang house;
  house.import();
  EXPECT_EQ(house.api.get(house.plan, house.auditor).status, 200);
  EXPECT_EQ(house.act("cancel", house.auditor, {{"reason", "x"}}).status, 403);
  EXPECT_EQ(house.api.post("/api/v1/plans", house.clerk, BacGiang::file()).status, 403);
  EXPECT_EQ(house.act("number", house.planner, {{"number", "1"}}).status, 409);  // not yet approved
  house.number();
  const auto refused =
      house.act("number", house.planner, {{"number", "1"}, {"date", "2024-04-15"}});
  EXPECT_EQ(refused.status, 403) << refused.body;
  EXPECT_EQ(refused.text("/code"), "not_allowed");
  EXPECT_EQ(house.api.get("/api/v1/events", house.clerk).status, 403);
  EXPECT_EQ(
      house.api
          .ask(Method::put, "/api/v1/sending", house.planner, R"({"paused":true,"reason":"x"})")
          .status,
      403);
}

TEST(ApiAccess, ShowsAnAgencyOnlyWhatIsItsOwn) {
  BacGiang house;
  house.notify();
  const auto debtor = house.api.user("Dũng", "UBND huyện Lục Nam", {Role::agency});
  const auto own = house.duty_of("UBND huyện Lục Nam");
  const auto other = house.duty_of("UBND huyện Lục Ngạn");
  EXPECT_EQ(house.api.get(own, debtor).status, 200);
  EXPECT_EQ(house.api.get(other, debtor).status, 404);
  EXPECT_EQ(house.api
                .post(other + "/submissions", debtor, R"({"number":"1/BC","sent_on":"2024-04-15"})",
                      {{"If-Match", "\"v1\""}})
                .status,
            404);

  const auto list = house.api.get("/api/v1/plans", debtor);
  ASSERT_EQ(list.list("/items").size(), 1u);
  const auto record = house.api.get(house.plan, debtor);
  ASSERT_EQ(record.status, 200) << record.body;
  EXPECT_EQ(record.json.find("content"), nullptr);
  EXPECT_EQ(record.json.find("approval"), nullptr);
  ASSERT_EQ(record.list("/visits").size(), 1u);
  EXPECT_EQ(record.text("/visits/0/unit/name"), "UBND huyện Lục Nam");
  EXPECT_EQ(record.list("/duties").size(), 1u);
  EXPECT_EQ(house.api.get("/api/v1/visits/" + record.text("/visits/0/id"), debtor).status, 200);
  const auto whole = house.api.get(house.plan, house.planner);
  for (const auto& visit : whole.list("/visits")) {
    const auto& id = *visit.find("id")->if_string();
    const bool is_own = id == record.text("/visits/0/id");
    EXPECT_EQ(house.api.get("/api/v1/visits/" + id, debtor).status, is_own ? 200 : 404);
  }
  for (const auto* part : {"/file", "/warnings", "/forecast", "/events"})
    EXPECT_EQ(house.api.get(house.plan + part, debtor).status, 404) << part;
  for (const auto* path : {"/ledger?limit=1000", "/messages"}) {
    const auto part = house.api.get(house.plan + path, debtor);
    EXPECT_FALSE(part.list("/items").empty()) << path;
    EXPECT_LT(part.list("/items").size(), 20u) << path;
  }
  const auto ledger = house.api.get(house.plan + "/ledger?limit=1000", debtor);
  for (const auto& row : ledger.list("/items"))
    EXPECT_EQ(*row.at_pointer("/recipient/name")->if_string(), "UBND huyện Lục Nam");
}

TEST(ApiAccess, LetsNobodyAddContactsToAgenciesOfOthers) {
  BacGiang house;
  house.import();
  const auto agency = house.api.get("/api/v1/agencies", house.planner).text("/items/0/id");
  EXPECT_EQ(house.api.get("/api/v1/agencies/" + agency, house.planner).status, 200);
  const auto refused = house.api.post("/api/v1/agencies/" + agency + "/contacts", house.stranger,
                                      R"({"kind":"mail","address":"me@example.vn"})");
  EXPECT_EQ(refused.status, 404) << refused.body;
  const auto seen = house.api.get("/api/v1/agencies", house.stranger);
  for (const auto& one : seen.list("/items"))
    EXPECT_EQ(*one.find("name")->if_string(), "Sở Nội vụ tỉnh khác");
}

TEST(ApiEvents, FeedsEachHouseItsOwn) {
  BacGiang house;
  house.import();
  house.number();
  std::string after = "0";
  std::vector<std::string> whats;
  for (bool more = true; more;) {
    const auto page = house.api.get("/api/v1/events?limit=3&after=" + after, house.administrator);
    ASSERT_EQ(page.status, 200) << page.body;
    for (const auto& event : page.list("/items")) whats.push_back(*event.find("what")->if_string());
    after = page.text("/next_cursor");
    more = *page.json.find("more")->if_boolean();
  }
  EXPECT_THAT(whats, testing::IsSupersetOf({"plan.drafted", "plan.approved", "plan.numbered"}));
  const auto foreign = house.api.get("/api/v1/events", house.stranger);
  EXPECT_THAT(foreign.body, testing::Not(HasSubstr("plan.")));
}

}  // namespace
}  // namespace inspectord
