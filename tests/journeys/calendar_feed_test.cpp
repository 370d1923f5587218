// SPDX-License-Identifier: Apache-2.0
// An agency opens its calendar feed (docs/architecture.md), over restarts.
#include "server/tokens.hpp"
#include "tests/support/calendar_text.hpp"
#include "tests/support/journey.hpp"
#include "tests/support/raw_client.hpp"
#include "usecases/feed_cases.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

/// A feed and the address under which it is had.
struct NewFeed {
  FeedId id;
  std::string path;
};

NewFeed feed_of(Journey& service, const FeedWish& wish) {
  SystemRandom random;
  const auto token = make_feed_token(random);
  const auto feed = service.write([&](Transaction& tx) {
    return create_feed(tx, wish, token.hash, service.staff().planner, service.now(),
                       service.house());
  });
  return {feed.value().id, "/feeds/" + token.text.reveal() + ".ics"};
}

RawAnswer ask(Journey& service, const std::string& method, const std::string& path,
              const std::string& fields = {}) {
  RawClient client{service.app().port()};
  client.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields +
              "Connection: close\r\n\r\n");
  return client.receive(method == "HEAD").value();
}

std::optional<Instant> last_fetched(Journey& service, FeedId id) {
  return service.read(
      [&](Snapshot& db) { return feed_rows::find(db, id).value().last_fetched_at; });
}

TEST(CalendarFeed, IsTheSameOverARestart) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  service.issue(plan_file("bac-giang-2024"));
  const auto feed = feed_of(service, {.scope = FeedScope::house});
  const auto before = ask(service, "GET", feed.path);
  ASSERT_EQ(before.status, 200);
  EXPECT_GT(calendar_events(before.body).size(), 15u);

  service.stop();
  service.set_clock("2024-04-24 21:30");
  service.start();
  service.tick();
  const auto after = ask(service, "GET", feed.path);
  EXPECT_EQ(after.body, before.body);
  EXPECT_EQ(after.field("ETag"), before.field("ETag"));
  const auto known = "If-None-Match: " + before.field("ETag") + "\r\n";
  EXPECT_EQ(ask(service, "GET", feed.path, known).status, 304);
  EXPECT_EQ(ask(service, "HEAD", feed.path).field("ETag"), before.field("ETag"));
}

TEST(CalendarFeed, ShowsSessionsOfTheDayInTheTimeOfVietnam) {
  Journey service{"2022-09-05 09:00"};
  service.tick();
  const auto plan = service.issue(plan_file("an-giang-2022"));
  const auto feed = feed_of(service, {.scope = FeedScope::plan, .plan = plan.id});
  const auto visit = service.visit(plan.id, "cho-moi").id.to_string();
  for (const auto& event : calendar_events(ask(service, "GET", feed.path).body)) {
    if (event["UID"] != visit) continue;
    EXPECT_EQ(event["DTSTART;TZID=Asia/Ho_Chi_Minh"], "20221018T080000");
    EXPECT_EQ(event["DTEND;TZID=Asia/Ho_Chi_Minh"], "20221018T110000");
    EXPECT_EQ(event["LOCATION"], "UBND huyện Chợ Mới");
    return;
  }
  FAIL() << "the visit is not in the feed";
}

TEST(CalendarFeed, KnowsWhenItWasLastFetchedAMinuteLater) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const auto feed = feed_of(service, {.scope = FeedScope::house});
  EXPECT_EQ(ask(service, "GET", feed.path).status, 200);
  service.set_clock("2024-04-24 09:00");
  service.app().tick();
  EXPECT_EQ(last_fetched(service, feed.id), std::nullopt);
  service.move_to("2024-04-24 09:01");
  EXPECT_EQ(last_fetched(service, feed.id), local("2024-04-24 09:00"));

  EXPECT_EQ(ask(service, "GET", feed.path).status, 200);
  service.stop();  // writes what was gathered
  service.start();
  EXPECT_EQ(last_fetched(service, feed.id), local("2024-04-24 09:01"));
}

TEST(CalendarFeed, KeepsAVisitThatAnAmendmentTookOutAsCancelled) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const auto issued = service.issue(plan_file("bac-giang-2024"));
  const auto feed = feed_of(service, {.scope = FeedScope::house});
  const auto visit = service.visit(issued.id, "son-dong").id.to_string();
  auto content = issued.content;
  content.stated_counts.clear();
  std::erase_if(content.visits, [](const Visit& one) { return one.key == "son-dong"; });
  PlanInput input;
  input.content = content;
  input.reason = "Điều chỉnh lịch";
  service.act(issued.id, PlanAction::amend, input, service.staff().planner);
  PlanInput step;
  step.reason = "Ký thay";
  step.step = "approve";
  step.signer = service.staff().approver.name;
  service.act(issued.id, PlanAction::amend, step, service.staff().approver);
  step.step = "number";
  step.number = "88/KH-MH";
  step.date = day("2024-04-24");
  service.act(issued.id, PlanAction::amend, step, service.staff().clerk);
  step.step = "notify";
  service.act(issued.id, PlanAction::amend, step, service.staff().clerk);

  for (const auto& event : calendar_events(ask(service, "GET", feed.path).body)) {
    if (event["UID"] != visit) continue;
    EXPECT_EQ(event["STATUS"], "CANCELLED");
    EXPECT_EQ(event["SUMMARY"], "Hủy: kiểm tra UBND huyện Sơn Động");
    return;
  }
  FAIL() << "the visit is gone from the feed";
}

}  // namespace
}  // namespace inspectord
