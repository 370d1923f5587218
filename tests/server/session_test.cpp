// SPDX-License-Identifier: Apache-2.0
#include "tests/support/raw_client.hpp"
#include "tests/support/service_harness.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

namespace inspectord {
namespace {

struct Note {
  std::string text;
};

Result<Note> decode_note(const Call& call) {
  if (call.request.body == "unreadable")
    return Refusal{Reason{"unreadable", RefusalKind::malformed}};
  return Note{call.request.body};
}

Result<Done> write_note(const Note& note, Transaction& transaction, Instant) {
  if (note.text == "refused") return Refusal{Reason{"not_now", RefusalKind::conflict}};
  if (note.text == "broken") throw std::runtime_error("it broke");
  transaction.execute("INSERT INTO note (text) VALUES ($1)", note.text);
  return Done{};
}

Response answer_note(const Done&, const Call&) {
  return json_response(201, "{}");
}

Result<Response> echo(const Call& call) {
  std::string seen = call.request.path + "|" + call.request.query + "|" + call.request.body;
  return make_response(200, "text/plain", std::move(seen));
}

Result<Response> count_ones(const Call&, Snapshot& snapshot) {
  return make_response(200, "text/plain", std::to_string(snapshot.query("SELECT 1").size()));
}

Result<Response> break_down(const Call&) {
  throw std::runtime_error("nothing works");
}

std::vector<Route> test_routes() {
  return {{Method::get, "/echo", Rule::anyone(), answers(echo)},
          {Method::post, "/echo", Rule::anyone(), answers(echo)},
          {Method::post, "/small", Rule::anyone(), answers(echo), 10},
          {Method::get, "/read", Rule::anyone(), reads(count_ones)},
          {Method::get, "/mine", Rule::signed_in(), answers(echo)},
          {Method::post, "/mine", Rule::signed_in(), answers(echo)},
          {Method::get, "/broken", Rule::anyone(), answers(break_down)},
          {Method::post, "/notes", Rule::anyone(), writes(decode_note, write_note, answer_note)}};
}

/// Bytes of a client, the status of the first answer (0: none at all), and whether the connection
/// ends by it.
struct RawCase {
  const char* name;
  std::string bytes;
  int status;
  bool ends;
};

void PrintTo(const RawCase& sample, std::ostream* out) {
  *out << sample.name;
}

std::string post_chunked(std::string_view body) {
  return "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string{body};
}

std::string many_small_chunks() {
  std::string body;
  for (int i = 0; i < 5000; ++i) body += "1;" + std::string(20, 'x') + "\r\na\r\n";
  return body + "0\r\n\r\n";
}

std::vector<RawCase> raw_cases() {
  const std::string get = "GET /echo HTTP/1.1\r\n";
  const std::string post = "POST /echo HTTP/1.1\r\nHost: h\r\n";
  return {
      {"Plain", get + "Host: h\r\n\r\n", 200, false},
      {"EmptyLineBefore", "\r\n" + get + "Host: h\r\n\r\n", 200, false},
      {"TwoEmptyLinesBefore", "\r\n\r\n" + get + "Host: h\r\n\r\n", 400, true},
      {"NoHost", get + "\r\n", 400, true},
      {"EmptyHost", get + "Host:\r\n\r\n", 400, true},
      {"TwoHosts", get + "Host: h\r\nHost: h\r\n\r\n", 400, true},
      {"HostWithPath", get + "Host: h/x\r\n\r\n", 400, true},
      {"HostWithUser", get + "Host: a@h\r\n\r\n", 400, true},
      {"HostWithPort", get + "Host: h:8480\r\n\r\n", 200, false},
      {"HostWithBadPort", get + "Host: h:80a\r\n\r\n", 400, true},
      {"HostWithLargePort", get + "Host: h:65536\r\n\r\n", 400, true},
      {"HostV6", get + "Host: [::1]:80\r\n\r\n", 200, false},
      {"HostV6Unclosed", get + "Host: [::1\r\n\r\n", 400, true},
      {"Http10", "GET /echo HTTP/1.0\r\n\r\n", 200, true},
      {"Http10KeepAlive", "GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, true},
      {"Http12", "GET /echo HTTP/1.2\r\nHost: h\r\n\r\n", 505, true},
      {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, true},
      {"NoVersion", "GET /echo\r\n\r\n", 400, true},
      {"LowerCaseVersion", "GET /echo http/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"TwoSpaces", "GET  /echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"SpaceInTarget", "GET /echo x HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"Connect", "CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n", 405, true},
      {"Trace", "TRACE /echo HTTP/1.1\r\nHost: h\r\n\r\n", 405, true},
      {"UnknownMethod", "BREW /echo HTTP/1.1\r\nHost: h\r\n\r\n", 501, true},
      {"LowerCaseMethod", "get /echo HTTP/1.1\r\nHost: h\r\n\r\n", 501, true},
      {"MethodNoToken", "G@T /echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"OtherMethod", "DELETE /echo HTTP/1.1\r\nHost: h\r\n\r\n", 405, false},
      {"UnknownPath", "GET /nowhere HTTP/1.1\r\nHost: h\r\n\r\n", 404, false},
      {"AbsoluteForm", "GET http://h/echo?a=1 HTTP/1.1\r\nHost: h\r\n\r\n", 200, false},
      {"AbsoluteFormNoHost", "GET http://h/echo HTTP/1.1\r\n\r\n", 400, true},
      {"AbsoluteFormUser", "GET http://u@h/echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"AbsoluteFormOtherScheme", "GET ftp://h/echo HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"AuthorityForm", "GET h:80 HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"AsteriskGet", "GET * HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"AsteriskOptions", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n", 204, false},
      {"Options", "OPTIONS /echo HTTP/1.1\r\nHost: h\r\n\r\n", 204, false},
      {"Fragment", "GET /echo#x HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"BrokenTriplet", "GET /echo%4 HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"EncodedNul", "GET /echo%00 HTTP/1.1\r\nHost: h\r\n\r\n", 400, false},
      {"EncodedNotUtf8", "GET /echo%ff HTTP/1.1\r\nHost: h\r\n\r\n", 400, false},
      {"EncodedLetter", "GET /%65cho HTTP/1.1\r\nHost: h\r\n\r\n", 200, false},
      {"RawUtf8InTarget", "GET /ech\xc3\xb3 HTTP/1.1\r\nHost: h\r\n\r\n", 400, true},
      {"BareLineFeed", "GET /echo HTTP/1.1\nHost: h\n\n", 400, true},
      {"BareReturn", get + "Host: h\r\nA: b\rc\r\n\r\n", 400, true},
      {"Nul", get + "Host: h\r\nA: b" + std::string(1, '\0') + "\r\n\r\n", 400, true},
      {"ControlInValue", get + "Host: h\r\nA: b\x01\r\n\r\n", 400, true},
      {"ObsFold", get + "Host: h\r\nA: b\r\n c\r\n\r\n", 400, true},
      {"FoldBeforeFields", get + " Host: h\r\n\r\n", 400, true},
      {"SpaceBeforeColon", get + "Host : h\r\n\r\n", 400, true},
      {"NoColon", get + "Host: h\r\nnonsense\r\n\r\n", 400, true},
      {"EmptyName", get + "Host: h\r\n: x\r\n\r\n", 400, true},
      {"TwoAuthorizations", get + "Host: h\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n", 400,
       true},
      {"LengthAndChunked",
       post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, true},
      {"ChunkedAndLength",
       post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400, true},
      {"TwoEqualLengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400, true},
      {"TwoLengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400, true},
      {"LengthList", post + "Content-Length: 1, 1\r\n\r\na", 400, true},
      {"LengthSigned", post + "Content-Length: +1\r\n\r\na", 400, true},
      {"LengthHex", post + "Content-Length: 0x1\r\n\r\na", 400, true},
      {"LengthNegative", post + "Content-Length: -1\r\n\r\na", 400, true},
      {"LengthEmpty", post + "Content-Length:\r\n\r\na", 400, true},
      {"LengthHuge", post + "Content-Length: 99999999999999999999\r\n\r\na", 400, true},
      {"LengthOverLimit", post + "Content-Length: 8388609\r\n\r\n", 413, true},
      {"LengthOverRouteLimit",
       "POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n01234567890", 413, true},
      {"LengthAtRouteLimit",
       "POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n0123456789", 200, false},
      {"EncodingGzip", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, true},
      {"EncodingTwice",
       post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
       true},
      {"EncodingIdentity", post + "Transfer-Encoding: identity\r\n\r\n", 501, true},
      {"EncodingWithTrick", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 501, true},
      {"EncodingOn10", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
       true},
      {"Chunked", post_chunked("3\r\nabc\r\n0\r\n\r\n"), 200, false},
      {"ChunkedWithExtension", post_chunked("3;a=b\r\nabc\r\n0\r\n\r\n"), 200, false},
      {"ChunkedWithTrailer", post_chunked("3\r\nabc\r\n0\r\nX: y\r\n\r\n"), 200, false},
      {"ChunkSizeNoHex", post_chunked("g\r\nabc\r\n0\r\n\r\n"), 400, true},
      {"ChunkSizeHuge", post_chunked("fffffffffffffffff\r\n"), 400, true},
      {"ChunkOverLimit", post_chunked("800001\r\n"), 413, true},
      {"ChunkWithoutEnd", post_chunked("3\r\nabcX\r\n0\r\n\r\n"), 400, true},
      {"ChunkLineFeedOnly", post_chunked("3\nabc\n0\n\n"), 400, true},
      {"ChunkExtensionLong", post_chunked("3;a=" + std::string(300, 'x') + "\r\nabc\r\n0\r\n\r\n"),
       400, true},
      {"ChunkExtensionEndless", post_chunked("3;a=" + std::string(40000, 'x')), 400, true},
      {"ChunkTrailersEndless", post_chunked("0\r\nX: " + std::string(40000, 'x')), 400, true},
      {"ChunksWithMoreFrameThanBody", post_chunked(many_small_chunks()), 400, true},
      {"ExpectContinue", post + "Content-Length: 1\r\nExpect: 100-continue\r\n\r\na", 200, false},
      {"ExpectOther", post + "Content-Length: 1\r\nExpect: tea\r\n\r\na", 417, true},
      {"TargetLong", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414, true},
      {"TargetEndless", "GET /" + std::string(20000, 'a'), 414, true},
      {"FieldsLarge", get + "Host: h\r\nA: " + std::string(17000, 'a') + "\r\n\r\n", 431, true},
      {"ConnectionClose", get + "Host: h\r\nConnection: close\r\n\r\n", 200, true},
      {"ConnectionCloseInList", get + "Host: h\r\nConnection: foo, Close\r\n\r\n", 200, true},
      {"Upgrade", get + "Host: h\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n", 200, false},
      {"NotSignedIn", "GET /mine HTTP/1.1\r\nHost: h\r\n\r\n", 401, false},
      {"NotSignedInSmallBody", "POST /mine HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc",
       401, false},
      {"NotSignedInLargeBody", "POST /mine HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n",
       401, true},
      {"NotSignedInExpect",
       "POST /mine HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n", 401,
       true},
      {"HandlerThrows", "GET /broken HTTP/1.1\r\nHost: h\r\n\r\n", 500, false},
      {"HeadCutShort", "GET /echo HTTP/1.1\r\nHost: h\r\n", 0, true},
      {"BodyCutShort", post + "Content-Length: 5\r\n\r\nab", 0, true},
  };
}

class RawRequests : public testing::TestWithParam<RawCase> {
 protected:
  static void SetUpTestSuite() { service_ = std::make_unique<ServiceHarness>(test_routes()); }
  static void TearDownTestSuite() { service_.reset(); }
  static inline std::unique_ptr<ServiceHarness> service_;
};

TEST_P(RawRequests, AreAnsweredAsRfc9112Demands) {
  // A sound request behind it is answered exactly when the connection goes on.
  const auto next = std::string{"GET /read HTTP/1.1\r\nHost: h\r\n\r\n"};
  const auto& [name, bytes, status, ends] = GetParam();
  const bool complete = status != 0;
  const auto answers = send_and_listen(service_->port(), complete ? bytes + next : bytes);
  ASSERT_EQ(answers.empty(), !complete);
  if (!complete) return;
  EXPECT_EQ(answers[0].status, status) << answers[0].body;
  EXPECT_EQ(answers[0].field("Connection") == "close", ends);
  EXPECT_FALSE(answers[0].field("X-Request-Id").empty());
  EXPECT_EQ(answers.size(), ends ? 1u : 2u);
  EXPECT_EQ(answers[0].field("Content-Type") == "application/problem+json", status >= 400);
  EXPECT_EQ(answers[0].field("Allow").empty(), status != 405 && status != 204);
}

INSTANTIATE_TEST_SUITE_P(Table, RawRequests, testing::ValuesIn(raw_cases()),
                         [](const auto& sample) { return sample.param.name; });

TEST(Session, AnswersPipelinedRequestsInTheirOrder) {
  ServiceHarness service{test_routes()};
  std::string bytes;
  for (int i = 0; i < 100; ++i)
    bytes += "GET /echo?" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
  const auto answers = send_and_listen(service.port(), bytes);
  ASSERT_EQ(answers.size(), 100u);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(answers[i].body, "/echo|" + std::to_string(i) + "|");
}

TEST(Session, TakesARequestThatArrivesByteByByte) {
  ServiceHarness service{test_routes()};
  RawClient client{service.port()};
  for (const char byte : post_chunked("3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX: y\r\n\r\n"))
    client.send({&byte, 1});
  const auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "/echo||abcde");
}

TEST(Session, KeepsAConnectionOverManyRequests) {
  ServiceHarness service{test_routes()};
  RawClient client{service.port()};
  for (int i = 0; i < 50; ++i) {
    client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
    const auto answer = client.receive();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "/echo||hi");
  }
}

TEST(Session, SaysGoOnOnlyOnceTheRequestIsAdmitted) {
  ServiceHarness service{test_routes()};
  RawClient client{service.port()};
  client.send(
      "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  auto answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 100);
  client.send("hi");
  answer = client.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "/echo||hi");
}

TEST(Session, AnswersHeadWithTheLengthOfGetAndNoBody) {
  ServiceHarness service{test_routes()};
  RawClient client{service.port()};
  client.send("HEAD /echo HTTP/1.1\r\nHost: h\r\n\r\nGET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto head = client.receive(true);
  const auto get = client.receive();
  ASSERT_TRUE(head && get);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->field("Content-Length"), get->field("Content-Length"));
}

TEST(Session, EchoesAValidRequestIdAndReplacesAnyOther) {
  ServiceHarness service{test_routes()};
  const auto id_for = [&](std::string_view sent) {
    const auto answers = send_and_listen(
        service.port(),
        "GET /echo HTTP/1.1\r\nHost: h\r\nX-Request-Id: " + std::string{sent} + "\r\n\r\n");
    return answers.empty() ? std::string{} : answers[0].field("X-Request-Id");
  };
  EXPECT_EQ(id_for("abc-1.2_3"), "abc-1.2_3");
  EXPECT_EQ(id_for("a b").size(), 36u);
  EXPECT_EQ(id_for("a\"b").size(), 36u);
  EXPECT_EQ(id_for(std::string(65, 'a')).size(), 36u);
}

TEST(Session, NamesTheProblemInTheLanguageAskedFor) {
  ServiceHarness service{test_routes()};
  const auto answers = send_and_listen(
      service.port(),
      "GET /mine HTTP/1.1\r\nHost: h\r\nAccept-Language: en\r\nX-Request-Id: r1\r\n\r\n");
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(
      answers[0].body,
      R"({"type":"/problems/sign_in_needed","title":"en:problem.401","status":401,)"
      R"("detail":"en:refusal.sign_in_needed","instance":"urn:request:r1","code":"sign_in_needed",)"
      R"("request_id":"r1","errors":[{"pointer":"","code":"sign_in_needed",)"
      R"("message":"en:refusal.sign_in_needed"}]})");
  EXPECT_EQ(answers[0].field("WWW-Authenticate"), "Bearer realm=\"inspectord\"");
}

TEST(Session, KnowsWhoHoldsTheToken) {
  ServiceHarness service{test_routes()};
  const auto status_for = [&](std::string_view authorization) {
    const auto answers =
        send_and_listen(service.port(), "GET /mine HTTP/1.1\r\nHost: h\r\nAuthorization: " +
                                            std::string{authorization} + "\r\n\r\n");
    return answers.empty() ? 0 : answers[0].status;
  };
  EXPECT_EQ(status_for("Bearer insp_" + std::string(43, 'A')), 200);
  EXPECT_EQ(status_for("bearer insp_" + std::string(43, 'A')), 200);
  EXPECT_EQ(status_for("Bearer insp_" + std::string(43, 'B')), 401);
  EXPECT_EQ(status_for("Bearer  insp_" + std::string(43, 'A')), 401);
  EXPECT_EQ(status_for("Basic dXNlcjpwYXNz"), 401);
}

std::string post_note(std::string_view text) {
  return "POST /notes HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(text.size()) +
         "\r\n\r\n" + std::string{text};
}

TEST(Session, AnswersAWriteOnceItIsCommitted) {
  ServiceHarness service{test_routes()};
  const auto answers =
      send_and_listen(service.port(), post_note("fine") + post_note("refused") +
                                          post_note("broken") + post_note("unreadable"));
  ASSERT_EQ(answers.size(), 4u);
  EXPECT_EQ(answers[0].status, 201);
  EXPECT_EQ(answers[1].status, 409);
  EXPECT_EQ(answers[2].status, 500);
  EXPECT_EQ(answers[3].status, 400);
  EXPECT_EQ(answers[2].body.find("it broke"), std::string::npos);
}

TEST(Session, RefusesMoreActsThanMayWait) {
  HttpOptions options;
  options.max_acts = 1;
  ServiceHarness service{test_routes(), options};
  service.hold_answers();
  RawClient first{service.port()};
  first.send(post_note("first"));
  service.wait_until_held(1);
  const auto second = send_and_listen(service.port(), post_note("second"));
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].status, 503);
  EXPECT_EQ(second[0].field("Retry-After"), "1");
  service.release_answers();
  const auto answer = first.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 201);
}

TEST(Session, TurnsAwayConnectionsBeyondTheBound) {
  HttpOptions options;
  options.max_connections = 1;
  ServiceHarness service{test_routes(), options};
  RawClient first{service.port()};
  first.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(first.receive());
  RawClient second{service.port()};
  const auto answer = second.receive();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503);
  EXPECT_EQ(answer->field("Retry-After"), "1");
  EXPECT_TRUE(second.sees_end());
}

TEST(Session, GivesUpOnAHeadThatDoesNotComeInTime) {
  HttpOptions options;
  options.head_time = std::chrono::milliseconds{30};
  ServiceHarness service{test_routes(), options};
  RawClient client{service.port()};
  client.send("GET /echo HT");
  EXPECT_TRUE(client.sees_end());
}

TEST(Session, GivesUpOnABodyThatDoesNotComeInTime) {
  HttpOptions options;
  options.body_time = std::chrono::milliseconds{30};
  ServiceHarness service{test_routes(), options};
  RawClient client{service.port()};
  client.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_TRUE(client.sees_end());
}

/// Decodes on the pool, each held until the test lets it go.
class HeldDecodes {
 public:
  std::vector<Route> routes() {
    auto routes = test_routes();
    const auto decode = [this](const Call& call) {
      hold();
      return decode_note(call);
    };
    routes.push_back({Method::post, "/slow-notes", Rule::anyone(),
                      writes(on_pool(decode), write_note, answer_note)});
    return routes;
  }
  void wait_until_begun(int decodes) {
    std::unique_lock lock{mutex_};
    const bool begun =
        changed_.wait_for(lock, std::chrono::seconds{10}, [&] { return begun_ >= decodes; });
    if (!begun) throw std::runtime_error("not enough decodes have begun");
  }
  void release() {
    const std::lock_guard lock{mutex_};
    released_ = true;
    changed_.notify_all();
  }

 private:
  void hold() {
    std::unique_lock lock{mutex_};
    ++begun_;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds{30}, [this] { return released_; });
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int begun_ = 0;
  bool released_ = false;
};

std::string post_slow_note(std::string_view text) {
  return "POST /slow-notes HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(text.size()) +
         "\r\n\r\n" + std::string{text};
}

TEST(PoolDecode, LetsOthersBeAnsweredWhileItWaits) {
  HeldDecodes decodes;
  ServiceHarness service{decodes.routes()};
  RawClient first{service.port()}, second{service.port()};
  first.send(post_slow_note("one"));
  second.send(post_slow_note("two"));
  decodes.wait_until_begun(2);
  for (int i = 0; i < 20; ++i) {
    const auto answers = send_and_listen(service.port(), "GET /read HTTP/1.1\r\nHost: h\r\n\r\n");
    ASSERT_EQ(answers.size(), 1u);
    EXPECT_EQ(answers[0].status, 200);
  }
  RawClient other{service.port()};
  other.send(post_note("not held"));
  EXPECT_EQ(other.receive().value().status, 201);
  decodes.release();
  EXPECT_EQ(first.receive().value().status, 201);
  EXPECT_EQ(second.receive().value().status, 201);
}

TEST(PoolDecode, RefusesAndBreaksAsOneOnTheNetThread) {
  HeldDecodes decodes;
  decodes.release();
  ServiceHarness service{decodes.routes()};
  RawClient client{service.port()};
  client.send(post_slow_note("unreadable"));
  EXPECT_EQ(client.receive().value().status, 400);
  client.send(post_slow_note("refused"));
  EXPECT_EQ(client.receive().value().status, 409);
  client.send(post_slow_note("broken"));
  EXPECT_EQ(client.receive().value().status, 500);
  client.send(post_slow_note("kept"));
  EXPECT_EQ(client.receive().value().status, 201);
}

TEST(PoolDecode, TurnsAwayWhatIsTooMuchForThePool) {
  HeldDecodes decodes;
  ServiceHarness service{decodes.routes()};
  RawClient first{service.port()}, second{service.port()};
  first.send(post_slow_note("begun"));
  second.send(post_slow_note("begun"));
  decodes.wait_until_begun(2);
  std::counting_semaphore<4> refused{0};
  std::atomic<int> taken{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&] {
      RawClient client{service.port()};
      client.send(post_slow_note("one too many?"));
      const auto answer = client.receive();
      if (answer && answer->status == 201) ++taken;
      if (answer && answer->status == 503 && answer->field("Retry-After") == "1") refused.release();
    });
  }
  EXPECT_TRUE(refused.try_acquire_for(std::chrono::seconds{10}));
  EXPECT_TRUE(refused.try_acquire_for(std::chrono::seconds{10}));
  decodes.release();
  for (auto& client : clients) client.join();
  EXPECT_EQ(taken, 2);
}

TEST(PoolDecode, OutlivesClientsThatLeaveMeanwhile) {
  HeldDecodes decodes;
  ServiceHarness service{decodes.routes()};
  {
    RawClient first{service.port()}, second{service.port()};
    first.send(post_slow_note("gone"));
    second.send(post_slow_note("gone"));
    decodes.wait_until_begun(2);
    first.reset();
  }
  decodes.release();
  const auto answers = send_and_listen(service.port(), "GET /read HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 200);
}

TEST(Stop, AnswersWhatIsBeingDecodedOnThePool) {
  HeldDecodes decodes;
  ServiceHarness service{decodes.routes()};
  RawClient client{service.port()};
  client.send(post_slow_note("kept"));
  decodes.wait_until_begun(1);
  service.begin_stop();
  decodes.release();
  EXPECT_EQ(client.receive().value().status, 201);
  EXPECT_TRUE(service.wait_drained());
}

TEST(Session, OutlivesAThousandClientsThatLeaveWhileTheirActIsWithTheWriter) {
  constexpr std::size_t clients_at_once = 250;
  ServiceHarness service{test_routes()};
  for (int round = 0; round < 4; ++round) {
    service.hold_answers();
    std::vector<RawClient> clients;
    for (std::size_t i = 0; i < clients_at_once; ++i) {
      clients.emplace_back(service.port());
      clients.back().send(post_note("gone"));
    }
    service.wait_until_held(clients_at_once);
    for (std::size_t i = 0; i < clients_at_once; ++i) {
      if (i % 2 == 0) clients[i].reset();
    }
    clients.clear();
    service.release_answers();
  }
  const auto answers = send_and_listen(service.port(), "GET /read HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 200);
}

TEST(Stop, AnswersWhatIsInFlightAndClosesTheIdle) {
  ServiceHarness service{test_routes()};
  service.hold_answers();
  RawClient idle{service.port()};
  idle.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n");
  ASSERT_TRUE(idle.receive());
  RawClient writing{service.port()};
  writing.send(post_note("kept"));
  service.wait_until_held(1);
  RawClient late{service.port()};
  late.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nla");
  service.begin_stop();
  EXPECT_TRUE(idle.sees_end());
  late.send("te");
  const auto late_answer = late.receive();
  ASSERT_TRUE(late_answer);
  EXPECT_EQ(late_answer->body, "/echo||late");
  EXPECT_EQ(late_answer->field("Connection"), "close");
  service.release_answers();
  const auto written = writing.receive();
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 201);
  EXPECT_EQ(written->field("Connection"), "close");
  EXPECT_THROW(RawClient{service.port()}, std::runtime_error);
}

TEST(Stop, FailsNoRequestOfBusyClients) {
  ServiceHarness service{test_routes()};
  std::vector<std::thread> clients;
  std::atomic<int> answered{0};
  std::atomic<int> failed{0};
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      RawClient client{service.port()};
      for (;;) {
        client.send(post_note("busy"));
        const auto answer = client.receive();
        if (!answer || answer->status != 201) ++failed;
        if (!answer) return;
        ++answered;
        if (answer->field("Connection") == "close") return;
      }
    });
  }
  while (answered < 200 && failed == 0) std::this_thread::yield();
  service.begin_stop();
  for (auto& client : clients) client.join();
  EXPECT_EQ(failed, 0);
  EXPECT_TRUE(service.wait_drained());
}

TEST(Stop, CutsOffWhoDoesNotFinishInTime) {
  HttpOptions options;
  options.drain_time = std::chrono::milliseconds{50};
  ServiceHarness service{test_routes(), options};
  RawClient slow{service.port()};
  slow.send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_TRUE(slow.receive());
  service.begin_stop();
  EXPECT_TRUE(slow.sees_end());
  EXPECT_TRUE(service.wait_drained());
}

}  // namespace
}  // namespace inspectord
