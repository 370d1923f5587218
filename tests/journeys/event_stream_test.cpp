// SPDX-License-Identifier: Apache-2.0
// The change feed: page by page, and as server-sent events over reconnects and restarts.
#include "formats/plan_file.hpp"
#include "tests/support/api_person.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace inspectord {
namespace {

/// Server-sent events as a browser's EventSource reads them: what has data is an event; an id is
/// kept for the next connection.
class EventReader {
 public:
  EventReader(Journey& service, const ApiPerson& who, const std::string& last_id,
              const std::string& target = "/api/v1/events")
      : client_(service.app().port()), last_id_(last_id) {
    std::string fields = "Accept: text/event-stream\r\n";
    if (!last_id.empty()) fields += "Last-Event-ID: " + last_id + "\r\n";
    client_.send(who.request("GET", target, fields));
    answer_ = client_.receive().value();
  }

  const RawAnswer& answer() const { return answer_; }
  const std::string& last_id() const { return last_id_; }
  bool sees_end() {
    while (client_.receive_until("\n\n")) {
    }
    return client_.sees_end();
  }

  /// The next block, heartbeats passed over: its JSON, or null for an id alone.
  std::optional<JsonValue> next() {
    while (auto block = client_.receive_until("\n\n")) {
      JsonValue json;
      bool is_comment = true;
      for (std::string_view rest = *block; !rest.empty();) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (line.starts_with("id: ")) last_id_ = line.substr(4);
        if (line.starts_with("data: ")) json = parse_json(line.substr(6)).value();
        if (!line.empty() && !line.starts_with(':')) is_comment = false;
      }
      if (!is_comment) return json;
    }
    return std::nullopt;
  }
  /// Events until one says `what`: their sequences.
  std::vector<std::int64_t> until(std::string_view what) {
    std::vector<std::int64_t> seen;
    while (auto event = next()) {
      if (event->is_null()) continue;
      seen.push_back(*event->find("sequence")->if_integer());
      if (*event->find("what")->if_string() == what) return seen;
    }
    throw std::runtime_error("the stream ended before " + std::string{what});
  }

 private:
  RawClient client_;
  RawAnswer answer_;
  std::string last_id_;
};

/// All sequences that a house sees, page by page.
std::vector<std::int64_t> paged(const ApiPerson& who, int limit) {
  std::vector<std::int64_t> seen;
  std::string after = "0";
  for (bool more = true; more;) {
    const auto page = who.get("/api/v1/events?limit=" + std::to_string(limit) + "&after=" + after);
    for (const auto& event : *page.find("items")->if_array())
      seen.push_back(*event.find("sequence")->if_integer());
    after = *page.find("next_cursor")->if_string();
    more = *page.find("more")->if_boolean();
  }
  return seen;
}

void say(Journey& service, bool paused) {
  service.pause(paused);
}

TEST(EventStream, TellsOfWhatWasCommittedAndOfWhatComes) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  EventReader listener{service, planner, ""};
  EXPECT_EQ(listener.answer().status, 200);
  EXPECT_EQ(listener.answer().field("Content-Type"), "text/event-stream");
  EXPECT_EQ(listener.answer().field("Content-Length"), "");
  const auto begun = listener.until("user.token_issued");
  EXPECT_FALSE(begun.empty());
  say(service, true);
  EXPECT_EQ(listener.until("sending.switched").size(), 1u);
  service.issue(plan_file("bac-giang-2024"));
  const auto lived = listener.until("plan.notified");
  EXPECT_GT(lived.size(), 3u);
  EXPECT_TRUE(std::ranges::is_sorted(lived));
}

TEST(EventStream, MissesNothingAndRepeatsNothingOverReconnectsAndRestarts) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  std::vector<std::int64_t> heard;
  std::string last_id;
  const auto listen = [&](std::string_view what) {
    EventReader listener{service, planner, last_id};
    const auto more = listener.until(what);
    heard.insert(heard.end(), more.begin(), more.end());
    last_id = listener.last_id();
  };
  listen("user.token_issued");
  say(service, true);
  listen("sending.switched");
  service.issue(plan_file("bac-giang-2024"));  // nobody listens
  service.stop();
  service.start(Journey::Sending::paused);
  listen("plan.notified");
  say(service, false);
  service.stop();
  service.start();
  say(service, true);
  {
    EventReader listener{service, planner, last_id};
    for (const bool paused : {false, true}) {
      const auto more = listener.until("sending.switched");
      heard.insert(heard.end(), more.begin(), more.end());
      (void)paused;
    }
    last_id = listener.last_id();
  }
  auto whole = paged(planner, 7);
  std::erase_if(whole, [&](std::int64_t one) { return one > std::stoll(last_id); });
  EXPECT_EQ(heard, whole);
}

TEST(EventStream, BeginsBehindTheCursorThatIsGiven) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  const auto all = paged(planner, 100);
  EventReader listener{service, planner, "",
                       "/api/v1/events?after=" + std::to_string(all.at(all.size() - 2))};
  EXPECT_EQ(*listener.next()->find("sequence")->if_integer(), all.back());
  for (const std::string bad : {"x", "-1", "99999999"}) {
    EXPECT_EQ(planner.ask("GET", "/api/v1/events?after=" + bad).status, 400) << bad;
    const auto answer = planner.ask("GET", "/api/v1/events",
                                    "Accept: text/event-stream\r\nLast-Event-ID: " + bad + "\r\n");
    EXPECT_EQ(answer.status, 400) << bad;
  }
}

TEST(EventStream, ShowsAHouseNothingOfOthersButMovesOn) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const auto added = service.write([&](Transaction& tx) {
    return add_user(tx, "khach", {.name = "Sở Nội vụ tỉnh khác"}, {Role::planner}, service.now(),
                    service.house());
  });
  ASSERT_TRUE(added);
  const ApiPerson stranger{service, "khach"};
  EventReader listener{service, stranger, ""};
  listener.until("user.token_issued");
  const auto before = std::stoll(listener.last_id());
  service.issue(plan_file("bac-giang-2024"));
  say(service, true);  // of the switch everybody hears
  while (const auto event = listener.next()) {
    if (event->is_null()) continue;
    EXPECT_EQ(*event->find("what")->if_string(), "sending.switched");
    break;
  }
  EXPECT_GT(std::stoll(listener.last_id()), before + 3);
}

TEST(EventStream, EndsWhenTheServiceStops) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  EventReader listener{service, planner, ""};
  listener.until("user.token_issued");
  const auto begun = std::chrono::steady_clock::now();
  service.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
  EXPECT_TRUE(listener.sees_end());
}

TEST(EventStream, EndsForATokenThatIsRevoked) {
  Journey service{"2024-04-24 09:00"};
  service.tick();
  const ApiPerson planner{service, "lan"};
  EventReader listener{service, planner, ""};
  listener.until("user.token_issued");
  service.write([&](Transaction& tx) {
    return tx.execute("UPDATE tokens SET revoked_at = $1", service.now());
  });
  EXPECT_TRUE(listener.sees_end());
}

TEST(EventStream, ShowsSignsOfLifeWhereNothingHappens) {
  Journey service{"2024-04-24 09:00", [](Options& options) {
                    options.http.heartbeat_time = std::chrono::milliseconds{20};
                  }};
  service.tick();
  const ApiPerson planner{service, "lan"};
  RawClient client{service.app().port()};
  client.send(planner.request("GET", "/api/v1/events", "Accept: text/event-stream\r\n"));
  ASSERT_TRUE(client.receive_until("user.token_issued"));
  EXPECT_TRUE(client.receive_until("\n:\n\n"));
  EXPECT_TRUE(client.receive_until(":\n\n"));
}

TEST(EventStream, LeavesNothingBehindWhenItsClientsGo) {
  Journey service{"2024-04-24 09:00", [](Options& options) {
                    options.http.heartbeat_time = std::chrono::milliseconds{20};
                  }};
  service.tick();
  const ApiPerson planner{service, "lan"};
  for (int i = 0; i < 100; ++i) {
    RawClient client{service.app().port()};
    client.send(planner.request("GET", "/api/v1/events", "Accept: text/event-stream\r\n"));
    if (i % 2) {
      ASSERT_TRUE(client.receive_until("user.token_issued"));
    }
    client.reset();
    say(service, i % 2);
  }
  EXPECT_EQ(planner.ask("GET", "/api/v1/events?limit=1").status, 200);
}

}  // namespace
}  // namespace inspectord
