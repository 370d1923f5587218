// SPDX-License-Identifier: Apache-2.0
#include "tests/support/service_harness.hpp"

#include "core/random.hpp"
#include "server/event_loop.hpp"
#include "server/exchange.hpp"
#include "server/listener.hpp"
#include "server/metrics.hpp"
#include "server/pool.hpp"
#include "server/round.hpp"
#include "server/tokens.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/writer.hpp"

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

namespace inspectord {
namespace {

constexpr std::chrono::seconds patience{10};

HttpOptions on_any_port(HttpOptions options) {
  options.port = 0;
  return options;
}

std::string code_as_words(Language language, std::string_view key, const Arguments&) {
  return std::string{to_string(language)} + ":" + std::string{key};
}

std::optional<Actor> owner_of(const Sha256& hash, Instant) {
  if (hash != hash_of_token("insp_" + std::string(43, 'A'))) return std::nullopt;
  Actor actor;
  actor.user = *UserId::parse("01890000-0000-7000-8000-000000000001");
  actor.roles = {Role::planner};
  return actor;
}

std::unique_ptr<Connection> open_memory() {
  auto connection = open_sqlite(":memory:");
  connection->script("CREATE TABLE note (text TEXT NOT NULL) STRICT");
  return connection;
}

}  // namespace

struct ServiceHarness::Content {
  Content(std::vector<Route> routes, HttpOptions http_options)
      : options(on_any_port(std::move(http_options))), router(std::move(routes)) {}

  void deliver(std::vector<WriterAct*> acts) {
    const std::lock_guard lock{mutex};
    if (holding) {
      held.insert(held.end(), acts.begin(), acts.end());
      changed.notify_all();
      return;
    }
    loop.post([acts = std::move(acts)] { finish_all(acts); });
  }

  void end_round() {
    snapshot.end();
    acts.hand_over();
  }

  HttpOptions options;
  ManualClock clock{*parse_rfc3339("2026-03-02T01:00:00Z")};
  SeededRandom random{1};
  Metrics metrics{"test"};
  Router router;
  std::mutex mutex;
  std::condition_variable changed;
  bool holding = false;
  std::vector<WriterAct*> held;
  EventLoop loop{[this] { end_round(); }};
  Snapshots pool{[] { return open_memory(); }};
  IdempotencyLog answers;
  RoundSnapshot snapshot{pool};
  Writer writer{open_memory(), [this](std::vector<WriterAct*> done) { deliver(std::move(done)); }};
  RoundActs acts{writer};
  Pool decoders{2, 2};
  Exchange exchange{ExchangeParts{.router = router,
                                  .authenticate = authenticate_by_token(owner_of, clock),
                                  .snapshot = [this]() -> Snapshot& { return snapshot.current(); },
                                  .words = code_as_words,
                                  .clock = clock,
                                  .random = random,
                                  .answers = answers,
                                  .metrics = metrics}};
  Listener listener{loop, exchange, {.acts = acts, .pool = decoders, .readers = decoders}, options};
  std::promise<void> drained;
  std::future<void> drained_future = drained.get_future();
  bool stopping = false;
  std::thread net{[this] { loop.run(); }};
};

ServiceHarness::ServiceHarness(std::vector<Route> routes, HttpOptions options)
    : content_(std::make_unique<Content>(std::move(routes), std::move(options))) {}

ServiceHarness::~ServiceHarness() {
  release_answers();
  begin_stop();
  wait_drained();
  content_->decoders.stop();
  content_->writer.stop();
  content_->loop.stop();
  content_->net.join();
}

std::uint16_t ServiceHarness::port() const {
  return content_->listener.port();
}
ManualClock& ServiceHarness::clock() {
  return content_->clock;
}

void ServiceHarness::hold_answers() {
  const std::lock_guard lock{content_->mutex};
  content_->holding = true;
}

void ServiceHarness::release_answers() {
  std::vector<WriterAct*> acts;
  {
    const std::lock_guard lock{content_->mutex};
    content_->holding = false;
    acts.swap(content_->held);
  }
  content_->loop.post([acts = std::move(acts)] { finish_all(acts); });
}

void ServiceHarness::wait_until_held(std::size_t acts) {
  std::unique_lock lock{content_->mutex};
  const auto enough = [&] { return content_->held.size() >= acts; };
  if (!content_->changed.wait_for(lock, patience, enough))
    throw std::runtime_error("not enough acts are held");
}

void ServiceHarness::begin_stop() {
  if (std::exchange(content_->stopping, true)) return;
  content_->loop.post(
      [this] { content_->listener.stop([this] { content_->drained.set_value(); }); });
}

bool ServiceHarness::wait_drained() {
  return content_->drained_future.wait_for(patience) == std::future_status::ready;
}

}  // namespace inspectord
