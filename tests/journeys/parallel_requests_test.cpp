// SPDX-License-Identifier: Apache-2.0
// Many clients at once, each on a connection of its own: one effect for one key, one winner for one
// version.
#include "formats/plan_file.hpp"
#include "tests/support/api_person.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace inspectord {
namespace {

constexpr int clients = 50;

/// The JSON of an answer without what is said of the request itself.
std::string essence(const RawAnswer& answer) {
  return std::to_string(answer.status) + " " + answer.field("ETag") + " " +
         answer.field("Location") + " " + answer.field("Content-Type") + " " + answer.body;
}

std::int64_t count(Journey& service, const char* sql) {
  return service.read([&](Snapshot& db) { return db.query(sql).at(0).integer(0); });
}

TEST(ParallelRequests, WithOneKeyHaveOneEffectAndEqualAnswers) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  const auto answers = all_at_once(clients, [&](int) {
    return planner.ask("POST", "/api/v1/feeds", "Idempotency-Key: \"mot-lan\"\r\n",
                       R"({"scope":"house"})");
  });
  std::set<std::string> different;
  for (const auto& answer : answers) different.insert(essence(answer));
  EXPECT_EQ(different.size(), 1u) << *different.begin();
  EXPECT_EQ(answers.front().status, 201) << answers.front().body;
  EXPECT_EQ(count(service, "SELECT count(*) FROM feeds"), 1);
  EXPECT_EQ(count(service, "SELECT count(*) FROM journal WHERE what = 'feed.created'"), 1);
}

TEST(ParallelRequests, KeepTheirAnswersOverARestart) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  const auto ask = [&](const std::string& body) {
    return planner.ask("POST", "/api/v1/feeds", "Idempotency-Key: mot-lan\r\n", body);
  };
  const auto first = ask(R"({"scope":"house"})");
  ASSERT_EQ(first.status, 201) << first.body;
  service.stop();
  service.set_clock("2024-04-25 08:30");
  service.start();
  service.tick();
  EXPECT_EQ(essence(ask(R"({"scope":"house"})")), essence(first));
  EXPECT_EQ(ask(R"({"scope":"house","label":"khác"})").status, 422);
  service.move_to("2024-04-25 11:00");  // kept for a day, and pruned within the hour after it
  for (int i = 0; i < 1000 && count(service, "SELECT count(*) FROM idempotency") > 0; ++i)
    service.tick();  // what is in the log is known once it was loaded, in the background
  EXPECT_EQ(count(service, "SELECT count(*) FROM idempotency"), 0);
  const auto later = ask(R"({"scope":"house"})");
  EXPECT_EQ(later.status, 201);
  EXPECT_NE(later.body, first.body) << "by now it is another request";
}

TEST(ParallelRequests, OnOneVersionOfAPlanHaveOneWinner) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const auto plan = service.issue(plan_file("bac-giang-2024"));
  const ApiPerson planner{service, "lan"};
  const auto path = "/api/v1/plans/" + plan.id.to_string();
  const auto tag = planner.ask("GET", path).field("ETag");
  ASSERT_FALSE(tag.empty());
  const auto answers = all_at_once(clients, [&](int number) {
    const auto& visit = plan.visits[static_cast<std::size_t>(number) % plan.visits.size()];
    return planner.ask(
        "POST", "/api/v1/visits/" + visit.id.to_string() + "/actions/confirm",
        "If-Match: " + tag + "\r\nIdempotency-Key: k" + std::to_string(number) + "\r\n", "{}");
  });
  std::map<int, int> ended;
  for (const auto& answer : answers) ++ended[answer.status];
  EXPECT_EQ(ended[200], 1);
  EXPECT_EQ(ended[412], clients - 1);
  EXPECT_EQ(count(service, "SELECT count(*) FROM journal WHERE what = 'visit.confirmed'"), 1);
}

TEST(ParallelRequests, ThatTakeAnyVersionAreDoneWhileTheStateAllowsIt) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const auto plan = service.issue(plan_file("bac-giang-2024"));
  const ApiPerson planner{service, "lan"};
  const auto visit = "/api/v1/visits/" + plan.visits.front().id.to_string();
  const auto answers = all_at_once(clients, [&](int) {
    return planner.ask("POST", visit + "/actions/confirm", "If-Match: *\r\n", "{}");
  });
  std::map<int, int> ended;
  for (const auto& answer : answers) ++ended[answer.status];
  EXPECT_EQ(ended[200], 1);
  EXPECT_EQ(ended[409], clients - 1);
}

}  // namespace
}  // namespace inspectord
