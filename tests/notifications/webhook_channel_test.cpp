// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_channel.hpp"

#include "tests/support/loopback_server.hpp"

#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <map>

namespace inspectord {
namespace {

using namespace std::chrono_literals;
using testing::Certificate;
using testing::LoopbackServer;
using testing::Peer;

struct Request {
  std::string line;
  std::map<std::string, std::string> headers;
  std::string body;
};

Request read_request(Peer& peer) {
  Request request{.line = peer.read_line(), .headers = {}, .body = {}};
  for (auto line = peer.read_line(); !line.empty(); line = peer.read_line()) {
    const auto colon = line.find(": ");
    request.headers[line.substr(0, colon)] = line.substr(colon + 2);
  }
  request.body = peer.read_exactly(std::stoul(request.headers.at("Content-Length")));
  return request;
}

std::string response(std::string_view status, std::string_view headers = "",
                     std::string_view body = "") {
  return "HTTP/1.1 " + std::string{status} + "\r\n" + std::string{headers} +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string{body};
}

/// Answers every request with the same bytes and remembers what came.
class Receiver {
 public:
  explicit Receiver(std::string answer)
      : answer_(std::move(answer)), server_([this](Peer& peer) {
          while (true) {
            auto request = read_request(peer);
            {
              const std::lock_guard lock{mutex_};
              requests_.push_back(std::move(request));
            }
            peer.write(answer_);
          }
        }) {}

  std::uint16_t port() const { return server_.port(); }
  int connections() const { return server_.connections(); }
  std::vector<Request> requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
  }

 private:
  const std::string answer_;
  mutable std::mutex mutex_;
  std::vector<Request> requests_;
  LoopbackServer server_;
};

class WebhookChannelTest : public ::testing::Test {
 protected:
  static WebhookChannel::Options options() {
    return {.schemes = WebhookUrl::Schemes::https_and_http,
            .guard = AddressGuard{{Cidr::parse("127.0.0.0/8").value()}},
            .connect_limit = 5s,
            .whole_limit = 10s};
  }

  WebhookChannel channel_with(WebhookChannel::Options options) {
    return {std::move(options), clock_, [this](std::string_view reference) {
              return reference == "known" ? std::vector{secret_} : std::vector<WebhookSecret>{};
            }};
  }

  static OutgoingMessage a_message(const std::string& url) {
    return {.id = *MessageId::parse("01902d3e-8c00-7abc-8def-0123456789ab"),
            .channel = "webhook",
            .to = url,
            .body = R"({"type":"plan.notified","timestamp":"2026-03-02T01:00:00Z","data":{}})",
            .secret_ref = "known"};
  }
  static std::string url(std::uint16_t port, std::string_view host = "127.0.0.1") {
    return "http://" + std::string{host} + ":" + std::to_string(port) + "/hook?a=b";
  }

  static Delivery deliver(WebhookChannel& channel, const OutgoingMessage& message) {
    std::promise<Delivery> answer;
    channel.deliver(message, [&](Delivery delivery) { answer.set_value(std::move(delivery)); });
    return answer.get_future().get();
  }

  Delivery deliver_to(std::uint16_t port, WebhookChannel::Options with = options()) {
    auto channel = channel_with(std::move(with));
    return deliver(channel, a_message(url(port)));
  }

  Delivery answered_with(std::string answer) {
    const Receiver receiver{std::move(answer)};
    return deliver_to(receiver.port());
  }

  ManualClock clock_{*parse_rfc3339("2026-03-02T01:00:00.750Z")};
  SeededRandom random_{1};
  const WebhookSecret secret_ = WebhookSecret::make(random_);
};

TEST_F(WebhookChannelTest, PostsTheBodyWithIdTimestampAndSignature) {
  const Receiver receiver{response("204 No Content")};
  const auto delivery = deliver_to(receiver.port());
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::accepted) << delivery.detail;
  EXPECT_EQ(delivery.status, 204);
  ASSERT_EQ(receiver.requests().size(), 1U);
  auto request = receiver.requests().front();
  EXPECT_EQ(request.line, "POST /hook?a=b HTTP/1.1");
  EXPECT_EQ(request.headers["Content-Type"], "application/json");
  EXPECT_EQ(request.headers["webhook-id"], "01902d3e-8c00-7abc-8def-0123456789ab");
  EXPECT_EQ(request.headers["webhook-timestamp"], "1772413200");
  EXPECT_EQ(request.headers["webhook-signature"],
            secret_.sign(a_message("").id, clock_.now(), a_message("").body));
  EXPECT_FALSE(request.headers.contains("Accept-Encoding"));
  EXPECT_EQ(request.body, a_message("").body);
}

TEST_F(WebhookChannelTest, SignsEachAttemptAnewUnderTheSameId) {
  const Receiver receiver{response("503 Busy")};
  auto channel = channel_with(options());
  deliver(channel, a_message(url(receiver.port())));
  clock_.advance(5s);
  deliver(channel, a_message(url(receiver.port())));
  auto requests = receiver.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0].headers["webhook-id"], requests[1].headers["webhook-id"]);
  EXPECT_EQ(requests[0].body, requests[1].body);
  EXPECT_EQ(requests[1].headers["webhook-timestamp"], "1772413205");
  EXPECT_NE(requests[0].headers["webhook-signature"], requests[1].headers["webhook-signature"]);
}

TEST_F(WebhookChannelTest, JudgesByStatus) {
  const std::map<std::string, DeliveryOutcome> expected{
      {"200 OK", DeliveryOutcome::accepted},       {"201 Created", DeliveryOutcome::accepted},
      {"202 Accepted", DeliveryOutcome::accepted}, {"408 Timeout", DeliveryOutcome::retry},
      {"425 Early", DeliveryOutcome::retry},       {"429 Slow", DeliveryOutcome::retry},
      {"500 Broken", DeliveryOutcome::retry},      {"502 Gateway", DeliveryOutcome::retry},
      {"503 Busy", DeliveryOutcome::retry},        {"599 x", DeliveryOutcome::retry},
      {"400 Bad", DeliveryOutcome::dead},          {"401 Who", DeliveryOutcome::dead},
      {"403 No", DeliveryOutcome::dead},           {"404 Where", DeliveryOutcome::dead},
      {"413 Large", DeliveryOutcome::dead},        {"410 Gone", DeliveryOutcome::dead}};
  for (const auto& [status, outcome] : expected) {
    const auto delivery = answered_with(response(status, "", "why\r\nnot"));
    EXPECT_EQ(delivery.outcome, outcome) << status;
    EXPECT_EQ(delivery.status, std::stoi(status));
    EXPECT_EQ(delivery.disable_endpoint, status.starts_with("410")) << status;
    EXPECT_EQ(delivery.detail.find_first_of("\r\n"), std::string::npos) << delivery.detail;
  }
}

TEST_F(WebhookChannelTest, FollowsNoRedirect) {
  const Receiver inside{response("200 OK")};
  for (const char* status :
       {"301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"}) {
    const auto delivery =
        answered_with(response(status, "Location: " + url(inside.port()) + "\r\n"));
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::dead) << status;
    EXPECT_EQ(delivery.detail, "redirected");
  }
  EXPECT_EQ(inside.connections(), 0);
}

TEST_F(WebhookChannelTest, ReadsRetryAfterAsSecondsAndAsDate) {
  const auto asked = [&](std::string_view value) {
    return answered_with(response("429 Slow", "retry-after: " + std::string{value} + "\r\n"))
        .retry_after;
  };
  EXPECT_EQ(asked("120"), 120s);
  EXPECT_EQ(asked("0"), 0s);
  EXPECT_EQ(asked("Mon, 02 Mar 2026 01:02:00 GMT"), 120s);
  EXPECT_EQ(asked("Monday, 02-Mar-26 01:02:00 GMT"), 120s);
  EXPECT_EQ(asked("Mon, 02 Mar 2026 00:00:00 GMT"), 0s);
  EXPECT_EQ(asked("99999999999999999999999"), 366 * 24h);
  EXPECT_EQ(asked("-5"), 0s);
  EXPECT_EQ(asked("soon"), std::nullopt);
}

TEST_F(WebhookChannelTest, GivesUpASlowDripAtItsLimit) {
  for (const char* begin : {"HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\n",
                            "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"}) {
    std::promise<void> end;
    const LoopbackServer server{[begin, over = end.get_future().share()](Peer& peer) {
      read_request(peer);
      peer.write(begin);
      while (over.wait_for(10ms) != std::future_status::ready) peer.write("x");
    }};
    auto hasty = options();
    hasty.whole_limit = 200ms;
    const auto delivery = deliver_to(server.port(), hasty);
    end.set_value();
    EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
    EXPECT_TRUE(delivery.detail.starts_with("timed_out")) << delivery.detail;
    EXPECT_GE(delivery.took, 150ms);
    EXPECT_LT(delivery.took, 5s);
  }
}

TEST_F(WebhookChannelTest, ReadsNoEndlessHead) {
  for (const char* line :
       {"X-Long: 0123456789012345678901234567890123456789\r\n", "HTTP/1.1 100 Continue\r\n\r\n"}) {
    const LoopbackServer server{[line](Peer& peer) {
      read_request(peer);
      peer.write("HTTP/1.1 200 OK\r\n");
      while (true) peer.write(line);
    }};
    EXPECT_EQ(deliver_to(server.port()).outcome, DeliveryOutcome::retry);
  }
}

TEST_F(WebhookChannelTest, StopsReadingALongAnswerAndTrustsItsStatus) {
  for (const auto& [status, outcome] : {std::pair{"200 OK", DeliveryOutcome::accepted},
                                        std::pair{"500 x", DeliveryOutcome::retry}}) {
    const LoopbackServer server{[head = std::string{status}](Peer& peer) {
      read_request(peer);
      peer.write("HTTP/1.1 " + head + "\r\nContent-Length: 1000000000\r\n\r\n");
      while (true) peer.write(std::string(4096, 'x'));
    }};
    EXPECT_EQ(deliver_to(server.port()).outcome, outcome) << status;
  }
}

TEST_F(WebhookChannelTest, UnpacksNothing) {
  const std::string not_gzip = "this is not gzip at all";
  EXPECT_EQ(answered_with(response("200 OK", "Content-Encoding: gzip\r\n", not_gzip)).outcome,
            DeliveryOutcome::accepted);
  const auto packed =
      answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
  EXPECT_EQ(packed.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(packed.detail.starts_with("answer_not_allowed")) << packed.detail;
}

TEST_F(WebhookChannelTest, TakesAChunkedAnswer) {
  EXPECT_EQ(
      answered_with("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
          .outcome,
      DeliveryOutcome::accepted);
}

TEST_F(WebhookChannelTest, TriesAgainWhereNoAnswerComes) {
  const LoopbackServer resets{[](Peer& peer) {
    read_request(peer);
    peer.reset();
  }};
  const auto delivery = deliver_to(resets.port());
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_TRUE(delivery.detail.starts_with("connection_lost")) << delivery.detail;
  EXPECT_EQ(answered_with("garbage\r\n\r\n").outcome, DeliveryOutcome::retry);
}

TEST_F(WebhookChannelTest, TrustsOnlyKnownCertificates) {
  const Certificate known;
  const Certificate unknown;
  for (const auto* certificate : {&known, &unknown}) {
    const LoopbackServer server{[certificate](Peer& peer) {
      peer.start_tls(*certificate);
      read_request(peer);
      peer.write(response("200 OK"));
    }};
    auto trusting = options();
    trusting.schemes = WebhookUrl::Schemes::https_only;
    trusting.ca_file = known.file();
    auto channel = channel_with(trusting);
    const auto delivery =
        deliver(channel, a_message("https://127.0.0.1:" + std::to_string(server.port()) + "/"));
    EXPECT_EQ(delivery.outcome,
              certificate == &known ? DeliveryOutcome::accepted : DeliveryOutcome::retry)
        << delivery.detail;
  }
}

TEST_F(WebhookChannelTest, SendsNothingOverHttpUnlessAllowed) {
  const Receiver receiver{response("200 OK")};
  auto strict = options();
  strict.schemes = WebhookUrl::Schemes::https_only;
  EXPECT_EQ(deliver_to(receiver.port(), strict).outcome, DeliveryOutcome::dead);
  EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(WebhookChannelTest, ReachesNoInnerAddressInAnySpelling) {
  const Receiver receiver{response("200 OK")};
  auto guarded = options();
  guarded.guard = AddressGuard{};
  auto channel = channel_with(guarded);
  for (const char* host :
       {"127.0.0.1", "localhost", "LOCALHOST", "127.1", "2130706433", "0x7f000001", "0x7f.1",
        "0177.0.0.1", "0", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:7f00:1]", "[64:ff9b::7f00:1]", "localhost."}) {
    const auto delivery = deliver(channel, a_message(url(receiver.port(), host)));
    EXPECT_NE(delivery.outcome, DeliveryOutcome::accepted) << host;
    EXPECT_TRUE(delivery.detail.starts_with("address_not_allowed") ||
                delivery.detail.starts_with("unresolved"))
        << host << " " << delivery.detail;
  }
  EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(WebhookChannelTest, TakesNoProxyFromTheEnvironment) {
  const Receiver proxy{response("200 OK")};
  ::setenv("http_proxy", ("http://127.0.0.1:" + std::to_string(proxy.port())).c_str(), 1);
  auto guarded = options();
  guarded.guard = AddressGuard{};
  auto channel = channel_with(guarded);
  deliver(channel, a_message("http://127.0.0.2:9/"));
  ::unsetenv("http_proxy");
  EXPECT_EQ(proxy.connections(), 0);
}

TEST_F(WebhookChannelTest, SignsNothingWithASecretItDoesNotHave) {
  const Receiver receiver{response("200 OK")};
  auto channel = channel_with(options());
  auto message = a_message(url(receiver.port()));
  message.secret_ref = "lost";
  EXPECT_EQ(deliver(channel, message).outcome, DeliveryOutcome::retry);
  EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(WebhookChannelTest, TriesNothingWhileItsSecretCannotBeRead) {
  const Receiver receiver{response("200 OK")};
  WebhookChannel channel{options(), clock_, [](std::string_view) -> std::vector<WebhookSecret> {
                           throw std::runtime_error{"too many open files"};
                         }};
  const auto delivery = deliver(channel, a_message(url(receiver.port())));
  EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
  EXPECT_FALSE(delivery.attempted);
  EXPECT_EQ(receiver.connections(), 0);
}

TEST_F(WebhookChannelTest, LetsADeadReceiverDelayNobodyElse) {
  std::promise<void> end;
  const LoopbackServer dead{[over = end.get_future().share()](Peer&) { over.wait(); }};
  const Receiver alive{response("200 OK")};
  auto channel = channel_with(options());
  std::atomic<int> stuck = 0;
  for (int i = 0; i < 50; ++i)
    channel.deliver(a_message(url(dead.port())), [&](const Delivery&) { ++stuck; });
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(deliver(channel, a_message(url(alive.port()))).outcome, DeliveryOutcome::accepted);
  EXPECT_EQ(stuck, 0);
  channel.stop();
  EXPECT_EQ(stuck, 50);
  end.set_value();
}

TEST_F(WebhookChannelTest, SkipsThoseWhoWaitForAReceiverThatTimesOut) {
  std::promise<void> end;
  const LoopbackServer dead{[over = end.get_future().share()](Peer&) { over.wait(); }};
  auto hasty = options();
  hasty.whole_limit = 100ms;
  hasty.limits.per_destination = 2;
  auto channel = channel_with(hasty);
  std::latch answered{40};
  std::atomic<int> attempts = 0;
  for (int i = 0; i < 40; ++i) {
    channel.deliver(a_message(url(dead.port())), [&](const Delivery& delivery) {
      EXPECT_EQ(delivery.outcome, DeliveryOutcome::retry);
      attempts += delivery.attempted ? 1 : 0;
      answered.count_down();
    });
  }
  answered.wait();
  end.set_value();
  EXPECT_LT(attempts, 40);
}

TEST_F(WebhookChannelTest, DeliversManyAtOnceOverFewConnections) {
  const Receiver receiver{response("200 OK")};
  auto channel = channel_with(options());
  std::latch answered{300};
  std::atomic<int> accepted = 0;
  for (int i = 0; i < 300; ++i) {
    channel.deliver(a_message(url(receiver.port())), [&](const Delivery& delivery) {
      accepted += delivery.outcome == DeliveryOutcome::accepted ? 1 : 0;
      answered.count_down();
    });
  }
  answered.wait();
  EXPECT_EQ(accepted, 300);
  EXPECT_LE(receiver.connections(), 8);
}

}  // namespace
}  // namespace inspectord
